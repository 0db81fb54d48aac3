/** Columns of an output that is no terminal. */
export const defaultColumns = 80;

/** Columns beyond which a help gets no wider: longer lines are hard to read. */
export const widestHelp = 120;
