import type { Logger } from '@reelhouse/logging';

/**
 * A child of a logger that is made when something of it is first used. Contexts take the log of every request, most
 * requests log nothing, and making a child means to write its bindings and look for secrets in them.
 */
export function lazyChild(parent: Logger, bindings: Readonly<Record<string, string>>): Logger {
  let made: Logger | undefined;
  const child = () => (made ??= parent.child(bindings));
  return new Proxy(parent, {
    get(_parent, property) {
      const value: unknown = Reflect.get(child(), property);
      return typeof value === 'function' ? (value.bind(child()) as unknown) : value;
    },
    set: (_parent, property, value) => Reflect.set(child(), property, value),
  });
}
