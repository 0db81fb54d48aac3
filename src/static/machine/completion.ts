/** How a statement ended. Only `normal` goes on with the next one. */
export type Completion = 'normal' | 'return' | 'break' | 'continue' | 'throw';
