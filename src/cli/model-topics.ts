/** What can be listed of what rolefit knows. */
export const modelTopics = ['permissions', 'operations', 'clients', 'vendors', 'lint'] as const;
export type ModelTopic = (typeof modelTopics)[number];
