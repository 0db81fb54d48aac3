/** The same, without ever throwing: a program that is watched must not notice, whatever goes wrong here. */
export function quietly<Given extends unknown[]>(act: (...given: Given) => void): (...given: Given) => void {
  return (...given) => {
    try {
      act(...given);
    } catch {
      // There is nobody to tell: what is lost is missing from the recording.
    }
  };
}
