/** What titles of films are made of. */
export const titleWords = {
  adjective: list(`
    amber, ancient, awkward, barefoot, bitter, blind, borrowed, brass, brittle, broken, burning, careful, clumsy, cold,
    copper, counterfeit, crimson, crooked, curious, distant, double, drowsy, electric, empty, endless, faithful, faded,
    feathered, fearless, fifth, final, floating, foolish, forgotten, frozen, generous, gentle, gilded, golden, hidden,
    hollow, honest, humble, hungry, idle, impatient, invisible, iron, jealous, last, lazy, lonely, loud, lucky, marble,
    midnight, missing, narrow, nervous, northern, obedient, orange, paper, patient, perfect, polite, private, purple,
    quiet, reckless, reluctant, restless, rusty, salted, scarlet, secret, seventh, silent, silver, simple, sleeping,
    slow, stolen, stubborn, summer, tender, thirsty, thunderous, tidy, twisted, unfinished, upside-down, velvet, wandering,
    weary, whispering, winter, wooden, wrong, yellow`),
  noun: list(`
    accordion, anchor, apprentice, arrow, astronomer, atlas, avalanche, balcony, ballad, bargain, beacon, bicycle, blizzard,
    bridge, candle, canyon, carousel, cathedral, chandelier, chimney, circus, clockwork, comet, compass, confession,
    corridor, crossing, curtain, delta, detour, drawbridge, echo, elevator, embassy, expedition, falcon, ferry, fiddle,
    fortress, fountain, gallery, garden, glacier, gondola, harbour, harvest, hourglass, iceberg, inheritance, island,
    jackal, jigsaw, journey, kettle, labyrinth, ladder, lagoon, lantern, ledger, letter, lighthouse, locksmith, lullaby,
    mailbox, mango, map, marathon, meadow, meteor, mirror, monsoon, mosaic, nightingale, oasis, oath, observatory, octopus,
    orchard, orchestra, parade, parachute, pendulum, penguin, piano, pilgrim, postcard, promise, puzzle, quarry, quilt,
    railway, raven, recipe, rehearsal, reservoir, riddle, river, rooftop, rumour, sailor, scarecrow, secret, shadow,
    sparrow, staircase, station, storm, suitcase, sunrise, tailor, tango, telegram, telescope, theatre, thief, thunder,
    tiger, trombone, tunnel, umbrella, valley, verdict, violin, volcano, voyage, waltz, watchman, waterfall, whisper,
    windmill, witness, zebra`),
  plural: list(`
    acrobats, alibis, ambassadors, bells, biscuits, bridges, cartographers, castaways, crows, dancers, daughters, dominoes,
    engines, feathers, fireflies, footprints, gardeners, ghosts, goldfish, hours, inventors, islands, keys, lanterns,
    librarians, lies, magpies, maps, mechanics, miles, mirrors, neighbours, oranges, orphans, pearls, pigeons, pilots,
    planets, promises, questions, rivers, rivals, satellites, secrets, shepherds, sisters, spies, stowaways, strangers,
    summers, swans, teachers, thieves, tides, twins, umbrellas, violins, volcanoes, weddings, whales, winters, wolves`),
  person: list(`
    ambassador, archivist, baker, barber, beekeeper, butler, cartographer, clockmaker, coroner, diver, drummer, duchess,
    emperor, engineer, ferryman, fisherman, forger, gardener, general, geologist, governess, hunter, innkeeper, inventor,
    janitor, judge, juggler, knight, librarian, magician, mayor, mechanic, midwife, nurse, painter, pilot, poet, postman,
    puppeteer, ranger, sculptor, senator, shepherd, smuggler, surgeon, tailor, translator, undertaker, ventriloquist, widow`),
  abstract: list(`
    ashes, autumn, clay, courage, dust, envy, exile, fog, fortune, glass, gravity, honey, ink, ivory, laughter, mercy, memory,
    mischief, moonlight, patience, porcelain, rain, regret, rust, salt, sand, silence, silk, sleep, smoke, snow, solitude,
    spring, static, steam, sugar, thunder, tin, trust, twilight, wax, winter`),
  number: list(
    'two, three, four, five, six, seven, eight, nine, eleven, twelve, thirteen, forty, a hundred, a thousand',
  ),
  doing: list(`
    borrowing, burying, catching, chasing, counting, dreaming of, drawing, escaping, feeding, finding, following,
    forgetting, hiding, hunting, inventing, keeping, leaving, losing, mending, naming, painting, paying, remembering,
    saving, selling, stealing, teaching, trusting, waiting for, waking`),
} as const;

/** How the words stand in a title; what is in braces is replaced by one of the words of that name. */
export const titlePatterns = list(
  `{adjective} {noun}; the {adjective} {noun}; {noun} of {abstract}; the {noun} of {abstract}; {number} {plural};
  the {person}'s {noun}; {doing} {plural}; {noun} and {noun}; the {person} and the {noun}; {adjective} {plural};
  {plural} of {abstract}; under the {adjective} {noun}; no {abstract} for the {person}; beyond the {noun};
  the {adjective} {person}; every {adjective} {noun}; {abstract} and {abstract}; {adjective} as {abstract}`,
  ';',
);

function list(text: string, separator = ','): readonly string[] {
  return text.split(separator).map((entry) => entry.trim().replace(/\s+/g, ' '));
}
