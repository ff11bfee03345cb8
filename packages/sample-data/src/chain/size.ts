/** How many of everything a chain has. */
export interface ChainSize {
  readonly films: number;
  readonly actors: number;
  readonly stores: number;
  readonly customers: number;
  readonly copies: number;
  readonly rentals: number;
}

/** The scales between which a chain can be made. */
export const scaleLimits = { min: 0.01, max: 1000 } as const;

/**
 * The size of a chain. At scale 1 it is Pagila's: 1000 films, 2 stores, 600 customers, 4500 copies, 16 000 rentals.
 * Business grows with the scale, the catalogue with its square root: a hundred times the shops do not make a hundred
 * times the films.
 *
 * @throws {RangeError} if the scale is not a number within `scaleLimits`.
 */
export function sizeAtScale(scale: number): ChainSize {
  if (!(scale >= scaleLimits.min && scale <= scaleLimits.max)) {
    throw new RangeError(`the scale is a number from ${scaleLimits.min} to ${scaleLimits.max}, not ${scale}`);
  }
  return {
    films: Math.round(1000 * Math.sqrt(scale)),
    actors: Math.round(200 * Math.sqrt(scale)),
    stores: Math.max(2, Math.round(scale)),
    customers: Math.round(600 * scale),
    copies: Math.round(4500 * scale),
    rentals: Math.round(16_000 * scale),
  };
}
