import process from 'node:process';

/** Random programs leave promises alone that fail. Until the function that it gives is called, that is nothing to report. */
export function tolerateRejections(): () => void {
  const before = process.listeners('unhandledRejection');
  const ignore = () => {};
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', ignore);
  return () => {
    process.removeListener('unhandledRejection', ignore);
    for (const listener of before) process.on('unhandledRejection', listener);
  };
}
