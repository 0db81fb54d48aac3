/** The engines for which `logs-query` writes a query; light, because every run knows the options of every command. */
export const queryEngineNames = ['duckdb', 'postgres', 'athena', 'bigquery', 'snowflake', 'spark'] as const;
