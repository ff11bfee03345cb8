/** How streets are called in an address. */
export type StreetStyle =
  'english' | 'german' | 'french' | 'spanish' | 'portuguese' | 'italian' | 'dutch' | 'swedish' | 'generic';

/** In `form`, `#` is the house number and `~` the street. */
interface StreetNames {
  readonly form: string;
  readonly names: readonly string[];
}

/** The streets of each style. */
export const streets: Readonly<Record<StreetStyle, StreetNames>> = {
  english: {
    form: '# ~',
    names:
      names(`Alder Road, Beacon Street, Cedar Avenue, Chapel Lane, Cooper Street, Elm Grove, Fennel Court, Foundry Lane,
      Garden Terrace, Harbour Road, Hawthorn Drive, Juniper Way, Kiln Street, Larch Avenue, Mill Lane, Orchard Road,
      Quarry Hill, Rowan Close, Saddler Street, Station Road, Tanner Row, Walnut Drive, Weaver Street, Willow Crescent`),
  },
  german: {
    form: '~ #',
    names: names(`Ahornweg, Bachgasse, Birkenallee, Gartenstraße, Hafenstraße, Kirchweg, Lindenstraße, Marktgasse,
      Mühlenweg, Rosenweg, Schulstraße, Uferweg`),
  },
  french: {
    form: '#, ~',
    names:
      names(`rue des Acacias, rue du Marché, avenue des Tilleuls, rue de la Fontaine, quai des Pêcheurs, rue du Moulin,
      impasse des Lilas, rue des Tanneurs, boulevard de la Gare, rue des Vignes`),
  },
  spanish: {
    form: '~ #',
    names:
      names(`Calle del Olmo, Calle Mayor, Avenida de los Pinos, Calle de la Fuente, Calle del Molino, Paseo del Río,
      Calle de la Rosa, Calle del Puerto, Avenida del Sol, Calle de los Herreros`),
  },
  portuguese: {
    form: '~, #',
    names: names(`Rua das Flores, Rua do Comércio, Avenida das Palmeiras, Rua da Fonte, Rua do Moinho, Travessa do Cais,
      Rua dos Pescadores, Rua da Estação`),
  },
  italian: {
    form: '~ #',
    names: names(`Via dei Tigli, Via del Mercato, Via della Fontana, Viale dei Pini, Via del Mulino, Via dei Vasai,
      Via della Stazione, Via del Porto`),
  },
  dutch: {
    form: '~ #',
    names: names(`Beukenlaan, Dorpsstraat, Havenstraat, Kerkstraat, Lindelaan, Molenweg, Schoolstraat, Stationsstraat`),
  },
  swedish: {
    form: '~ #',
    names: names(`Björkvägen, Hamngatan, Kvarngatan, Lindvägen, Skolgatan, Stationsgatan, Strandvägen, Trädgårdsgatan`),
  },
  generic: {
    form: '# ~',
    names:
      names(`Cathedral Street, Central Avenue, Garden Street, Harbour Street, Lake Road, Market Street, Museum Street,
      North Gate, Park Street, Railway Street, River Road, School Street, Temple Street, University Avenue`),
  },
};

/** What may stand in the second line of an address; `#` is a number. */
export const secondLines = ['Apt #', 'Floor #', 'Unit #', 'Flat #'] as const;

function names(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim().replace(/\s+/g, ' '));
}
