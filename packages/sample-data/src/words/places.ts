import type { StreetStyle } from './streets.ts';

/** A city with the time zone that its clocks follow. */
export interface CityPlace {
  readonly name: string;
  readonly district: string;
  readonly zone: string;
}

/** A country with the forms of its addresses. */
export interface CountryPlace {
  readonly name: string;
  readonly callingCode: string;
  /** `#` stands for a digit and `@` for a capital letter. */
  readonly postalCode: string;
  readonly streets: StreetStyle;
  readonly cities: readonly CityPlace[];
}

/** The country's cities as `name, district` lines; a third part is the zone where it is not the country's main one. */
function country(
  name: string,
  callingCode: string,
  postalCode: string,
  streets: StreetStyle,
  mainZone: string,
  cities: readonly string[],
): CountryPlace {
  return {
    name,
    callingCode,
    postalCode,
    streets,
    cities: cities.map((line) => {
      const [city = '', district = '', zone = mainZone] = line.split(', ');
      return { name: city, district, zone };
    }),
  };
}

/** Where customers live and stores stand. The first two countries hold the two stores of the smallest chain. */
export const countries: readonly CountryPlace[] = [
  country('United States', '1', '#####', 'english', 'America/New_York', [
    'Chicago, Illinois, America/Chicago',
    'Boston, Massachusetts',
    'Seattle, Washington, America/Los_Angeles',
    'Denver, Colorado, America/Denver',
    'New Orleans, Louisiana, America/Chicago',
    'Phoenix, Arizona, America/Phoenix',
    'Honolulu, Hawaii, Pacific/Honolulu',
    'Atlanta, Georgia',
  ]),
  country('Ireland', '353', '@## @###', 'english', 'Europe/Dublin', [
    'Dublin, Leinster',
    'Cork, Munster',
    'Galway, Connacht',
  ]),
  country('Australia', '61', '####', 'english', 'Australia/Sydney', [
    'Melbourne, Victoria, Australia/Melbourne',
    'Perth, Western Australia, Australia/Perth',
    'Adelaide, South Australia, Australia/Adelaide',
    'Sydney, New South Wales',
    'Brisbane, Queensland, Australia/Brisbane',
  ]),
  country('Brazil', '55', '#####-###', 'portuguese', 'America/Sao_Paulo', [
    'São Paulo, São Paulo',
    'Manaus, Amazonas, America/Manaus',
    'Porto Alegre, Rio Grande do Sul',
    'Salvador, Bahia, America/Bahia',
  ]),
  country('Japan', '81', '###-####', 'generic', 'Asia/Tokyo', [
    'Osaka, Osaka',
    'Tokyo, Tokyo',
    'Sapporo, Hokkaido',
    'Fukuoka, Fukuoka',
  ]),
  country('Germany', '49', '#####', 'german', 'Europe/Berlin', [
    'Hamburg, Hamburg',
    'Berlin, Berlin',
    'Leipzig, Saxony',
    'Munich, Bavaria',
  ]),
  country('Canada', '1', '@#@ #@#', 'english', 'America/Toronto', [
    'Vancouver, British Columbia, America/Vancouver',
    'Toronto, Ontario',
    'Halifax, Nova Scotia, America/Halifax',
    'Calgary, Alberta, America/Edmonton',
    'Montreal, Quebec',
  ]),
  country('India', '91', '######', 'english', 'Asia/Kolkata', [
    'Mumbai, Maharashtra',
    'Bengaluru, Karnataka',
    'Chennai, Tamil Nadu',
    'Kolkata, West Bengal',
  ]),
  country('France', '33', '#####', 'french', 'Europe/Paris', [
    'Lyon, Auvergne-Rhône-Alpes',
    'Paris, Île-de-France',
    "Marseille, Provence-Alpes-Côte d'Azur",
    'Nantes, Pays de la Loire',
  ]),
  country('Spain', '34', '#####', 'spanish', 'Europe/Madrid', [
    'Madrid, Madrid',
    'Barcelona, Catalonia',
    'Seville, Andalusia',
    'Las Palmas, Canary Islands, Atlantic/Canary',
  ]),
  country('United Kingdom', '44', '@@# #@@', 'english', 'Europe/London', [
    'Edinburgh, Scotland',
    'London, England',
    'Cardiff, Wales',
    'Belfast, Northern Ireland',
    'Manchester, England',
  ]),
  country('Argentina', '54', '@####', 'spanish', 'America/Argentina/Buenos_Aires', [
    'Buenos Aires, Buenos Aires',
    'Córdoba, Córdoba, America/Argentina/Cordoba',
    'Mendoza, Mendoza, America/Argentina/Mendoza',
  ]),
  country('Italy', '39', '#####', 'italian', 'Europe/Rome', [
    'Milan, Lombardy',
    'Rome, Lazio',
    'Naples, Campania',
    'Palermo, Sicily',
  ]),
  country('South Korea', '82', '#####', 'generic', 'Asia/Seoul', ['Seoul, Seoul', 'Busan, Busan']),
  country('South Africa', '27', '####', 'english', 'Africa/Johannesburg', [
    'Cape Town, Western Cape',
    'Johannesburg, Gauteng',
    'Durban, KwaZulu-Natal',
  ]),
  country('Portugal', '351', '####-###', 'portuguese', 'Europe/Lisbon', [
    'Lisbon, Lisbon',
    'Porto, Porto',
    'Ponta Delgada, Azores, Atlantic/Azores',
  ]),
  country('Sweden', '46', '### ##', 'swedish', 'Europe/Stockholm', [
    'Gothenburg, Västra Götaland',
    'Stockholm, Stockholm',
    'Malmö, Skåne',
  ]),
  country('Netherlands', '31', '#### @@', 'dutch', 'Europe/Amsterdam', [
    'Utrecht, Utrecht',
    'Amsterdam, North Holland',
    'Rotterdam, South Holland',
  ]),
  country('Poland', '48', '##-###', 'generic', 'Europe/Warsaw', [
    'Kraków, Lesser Poland',
    'Warsaw, Masovia',
    'Gdańsk, Pomerania',
  ]),
  country('New Zealand', '64', '####', 'english', 'Pacific/Auckland', [
    'Auckland, Auckland',
    'Wellington, Wellington',
    'Christchurch, Canterbury',
  ]),
  country('Mexico', '52', '#####', 'spanish', 'America/Mexico_City', [
    'Guadalajara, Jalisco',
    'Mexico City, Mexico City',
    'Mérida, Yucatán, America/Merida',
  ]),
  country('Turkey', '90', '#####', 'generic', 'Europe/Istanbul', [
    'Izmir, Izmir',
    'Istanbul, Istanbul',
    'Ankara, Ankara',
  ]),
  country('Nigeria', '234', '######', 'english', 'Africa/Lagos', ['Lagos, Lagos', 'Abuja, Federal Capital Territory']),
  country('Belgium', '32', '####', 'dutch', 'Europe/Brussels', ['Ghent, East Flanders', 'Antwerp, Antwerp']),
  country('Austria', '43', '####', 'german', 'Europe/Vienna', ['Vienna, Vienna', 'Graz, Styria']),
  country('Switzerland', '41', '####', 'german', 'Europe/Zurich', ['Zurich, Zurich', 'Bern, Bern']),
  country('Norway', '47', '####', 'generic', 'Europe/Oslo', ['Bergen, Vestland', 'Oslo, Oslo']),
  country('Denmark', '45', '####', 'generic', 'Europe/Copenhagen', [
    'Aarhus, Central Jutland',
    'Copenhagen, Capital Region',
  ]),
  country('Finland', '358', '#####', 'generic', 'Europe/Helsinki', ['Tampere, Pirkanmaa', 'Helsinki, Uusimaa']),
  country('Greece', '30', '### ##', 'generic', 'Europe/Athens', ['Thessaloniki, Central Macedonia', 'Athens, Attica']),
  country('Czechia', '420', '### ##', 'generic', 'Europe/Prague', ['Brno, South Moravia', 'Prague, Prague']),
  country('Colombia', '57', '######', 'spanish', 'America/Bogota', ['Bogotá, Bogotá', 'Medellín, Antioquia']),
  country('Peru', '51', '#####', 'spanish', 'America/Lima', ['Lima, Lima', 'Arequipa, Arequipa']),
  country('Chile', '56', '#######', 'spanish', 'America/Santiago', ['Valparaíso, Valparaíso', 'Santiago, Santiago']),
  country('Kenya', '254', '#####', 'english', 'Africa/Nairobi', ['Nairobi, Nairobi', 'Mombasa, Mombasa']),
  country('Philippines', '63', '####', 'english', 'Asia/Manila', [
    'Cebu City, Central Visayas',
    'Manila, Metro Manila',
  ]),
  country('Thailand', '66', '#####', 'generic', 'Asia/Bangkok', ['Chiang Mai, Chiang Mai', 'Bangkok, Bangkok']),
  country('Vietnam', '84', '######', 'generic', 'Asia/Ho_Chi_Minh', [
    'Hanoi, Hanoi',
    'Ho Chi Minh City, Ho Chi Minh City',
  ]),
  country('Indonesia', '62', '#####', 'generic', 'Asia/Jakarta', [
    'Surabaya, East Java',
    'Denpasar, Bali, Asia/Makassar',
    'Jakarta, Jakarta',
  ]),
  country('Hungary', '36', '####', 'generic', 'Europe/Budapest', ['Budapest, Budapest', 'Szeged, Csongrád-Csanád']),
];
