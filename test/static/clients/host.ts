/** A Marketo host as subscriptions have one. */
export const host = 'https://123-ABC-456.mktorest.com';
