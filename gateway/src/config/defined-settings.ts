/** Settings with what is not said left out: undefined would hide a default. */
export function defined<Settings extends object>(settings: Settings | undefined): Partial<Settings> {
  return Object.fromEntries(
    Object.entries(settings ?? {}).filter(([, value]) => value !== undefined),
  ) as Partial<Settings>;
}
