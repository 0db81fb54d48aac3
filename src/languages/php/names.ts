/** Classes that PHP brings: no file has them. */
export const baseNames: ReadonlySet<string> = new Set(
  (
    'Exception Error ErrorException TypeError ValueError ArgumentCountError ArithmeticError RuntimeException LogicException ' +
    'InvalidArgumentException DomainException LengthException OutOfRangeException OutOfBoundsException RangeException ' +
    'UnexpectedValueException BadMethodCallException BadFunctionCallException JsonException Throwable stdClass DateTime ' +
    'DateTimeImmutable DateTimeInterface DateTimeZone DateInterval DatePeriod ArrayObject ArrayIterator ArrayAccess Countable ' +
    'Iterator IteratorAggregate Traversable Generator Closure JsonSerializable Serializable Stringable SplFileObject ' +
    'SplObjectStorage SplFileInfo SplQueue SplStack WeakMap UnitEnum BackedEnum ReflectionClass ReflectionMethod ' +
    'ReflectionProperty ReflectionException SimpleXMLElement DOMDocument DOMXPath PDO PDOException SoapClient SoapFault ' +
    'SoapHeader SoapVar CURLFile CurlHandle Attribute Override SensitiveParameter AllowDynamicProperties Memcached Redis ' +
    'ZipArchive XMLReader XMLWriter NumberFormatter Collator IntlDateFormatter Fiber'
  ).split(' '),
);

/** Bases of errors: thrown, and otherwise of no account. */
export const errorNames = /(?:Exception|Error|Throwable)$/;

/** The end of a path that an include names, where it is written down: `__DIR__ . '/inc/x.php'`. */
export function includedTail(written: string): string | undefined {
  const [, tail] = /['"]([\w./-]{1,200}\.(?:php|inc|phtml))['"]\s*\)?\s*(?:\)|$)/.exec(written.trim()) ?? [];
  if (tail === undefined || /(?:^|\/)vendor\/|^\/?wp-(?:load|config|admin|includes)/.test(tail)) return undefined;
  const ups = [...written.matchAll(/\bdirname\s*\(/g)].length - (/__FILE__/.test(written) ? 1 : 0);
  return `${'../'.repeat(Math.max(0, ups))}${tail.replace(/^\/+/, '')}`;
}
