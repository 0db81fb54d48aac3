const labels =
  /^(?:placeholder|title|alt|label|description|displayName|help(?:Text)?|hint|tooltip|summary|examples?|docs?|documentation|note|aria-[a-z]+)$/i;

/** Whether a property or attribute of this name says something to people. */
export function isLabelName(name: string): boolean {
  return labels.test(name);
}
