import { z } from 'zod';

/** `${PORT}` is a string after it was replaced, whatever it stands for. */
const numeric = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;

export function number(error: string, accepts: (value: number) => boolean) {
  return z.preprocess(numeric, z.number({ error }).refine(accepts, { error })).optional();
}

export const port = () =>
  number(
    'expected a port number from 0 to 65535 (0: any free port)',
    (value) => Number.isInteger(value) && value >= 0 && value <= 65_535,
  );
export const count = () =>
  number('expected a whole number above 0', (value) => Number.isSafeInteger(value) && value > 0);
export const countOrNone = () =>
  number('expected a whole number', (value) => Number.isSafeInteger(value) && value >= 0);
/** Timers take no more than 2^31 milliseconds. */
export const seconds = () =>
  number('expected a number of seconds above 0, at most 86400', (value) => value > 0 && value <= 86_400);
export const flag = () =>
  z
    .preprocess(
      (value) => (value === 'true' ? true : value === 'false' ? false : value),
      z.boolean({ error: 'expected true or false' }),
    )
    .optional();

export const text = (error: string) => z.string({ error }).min(1, { error });

/** What is told where a mapping is expected and something else stands. */
export function mapping({ code }: { readonly code?: string }): string | undefined {
  return code === 'invalid_type' ? 'expected a mapping of settings' : undefined;
}
