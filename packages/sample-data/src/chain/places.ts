import { countries, type CountryPlace } from '../words/places.ts';

/** A country of the sample data. */
export interface Country {
  readonly countryId: number;
  readonly place: CountryPlace;
  readonly cities: readonly City[];
}

/** A city of the sample data. */
export interface City {
  readonly cityId: number;
  readonly name: string;
  readonly district: string;
  /** Its IANA time zone. */
  readonly zone: string;
  readonly countryId: number;
}

/** The countries where customers live and stores stand. */
export const allCountries: readonly Country[] = numbered();

export const allCities: readonly City[] = allCountries.flatMap(({ cities }) => cities);

function numbered(): Country[] {
  let cityId = 0;
  return countries.map((place, index) => {
    const countryId = index + 1;
    const cities = place.cities.map((city) => ({ ...city, cityId: ++cityId, countryId }));
    return { countryId, place, cities };
  });
}

/** @throws {RangeError} if there is no such country. */
export function countryOf(city: City): Country {
  const country = allCountries[city.countryId - 1];
  if (!country) throw new RangeError(`no country ${city.countryId}`);
  return country;
}

/** The cities in the order in which stores open in them: every country's first, then every country's second … */
export const storeCities: readonly City[] = allCities.toSorted((a, b) => rankInCountry(a) - rankInCountry(b));

function rankInCountry(city: City): number {
  return countryOf(city).cities.indexOf(city);
}
