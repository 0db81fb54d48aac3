/** What `bench/core.ts` prints for one number of calls. Times are in milliseconds. */
export interface CoreTimes {
  readonly calls: number;
  /** Operations of services: rows of the report. */
  readonly rows: number;
  /** Of the published report, without blanks. */
  readonly reportBytes: number;
  /** What writing and reading as JSON takes: for the calls, and for the published report. */
  readonly floors: { readonly calls: number; readonly report: number };
  readonly parts: readonly { readonly part: string; readonly milliseconds: number }[];
  readonly wrong: string | undefined;
}
