/** What a path that is no folder and no source file can be. */
export const trafficFormats = ['har', 'access-log'] as const;
export type TrafficFormat = (typeof trafficFormats)[number];
