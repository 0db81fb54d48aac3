/** What is said of requests to another host with a path like those of the API: a proxy's own name hides whom it asked. */
export function anotherHostNote(count: number, [one, many]: readonly [one: string, many: string]): string[] {
  if (count === 0) return [];
  return [
    `${count === 1 ? one : `${count} ${many}`} went to another host with a path like those of Marketo's API: if that host is a proxy in front of Marketo, name it with --host`,
  ];
}
