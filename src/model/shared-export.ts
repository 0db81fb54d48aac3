/** Bulk export jobs that several services worked on, all of them the same services. */
export interface SharedExport {
  /** Sorted. */
  readonly services: readonly string[];
  /** Those of them that created some of the jobs, where the recordings show it. */
  readonly creators: readonly string[];
  readonly jobs: number;
}
