/** What descriptions of films are made of. */
export const plotWords = {
  tone: list(`
    quiet; fast-moving; warm-hearted; sharp; unsettling; playful; bittersweet; lavish; tense; dry; tender; breathless;
    offbeat; sprawling; intimate; darkly funny; old-fashioned; dreamlike; sly; rousing`),
  hero: list(`
    retired lighthouse keeper; nervous tax inspector; runaway cellist; disgraced chess champion; night-shift baker;
    young glaciologist; forgetful magician; travelling dentist; stubborn beekeeper; homesick astronaut; one-armed boxer;
    small-town librarian; failed inventor; widowed train driver; ambitious weather presenter; reluctant heiress;
    deaf piano tuner; former jewel thief; village schoolteacher; rookie paramedic; pair of estranged sisters;
    family of acrobats; lonely radio operator; self-taught archaeologist; substitute goalkeeper; insomniac detective;
    trainee park ranger; fearless stuntwoman; cautious locksmith; ship's cook; prize-winning gardener; blind swordsmith`),
  other: list(`
    jealous cartographer; smooth-talking banker; vanished brother; rival orchestra; corrupt harbour master; talking parrot;
    long-lost twin; ruthless publisher; charming impostor; band of deserters; sleepless robot; travelling circus;
    village ghost; clumsy secret agent; wealthy hermit; foreign princess; wounded wolf; suspicious landlord;
    gang of retired burglars; celebrated surgeon; crooked mayor; shipwrecked sailor; stern governess; masked rider;
    mysterious passenger; fading film star; obsessive collector; troop of scouts; blackmailing butler; army of geese`),
  task: list(`
    outwit; rescue; befriend; marry; track down; defend; impersonate; outrun; forgive; unmask; protect; smuggle out;
    keep an eye on; win back; make peace with; testify against; take in; team up with; say goodbye to; challenge`),
  stake: list(`
    before the last ferry leaves; while the whole town looks on; without waking the neighbours; to pay off an old debt;
    in time for the harvest; as a great storm draws near; with nothing but a borrowed bicycle; to save a crumbling theatre;
    against the advice of everyone; on the longest night of the year; after a letter arrives forty years late;
    before the dam is opened; for a bet that nobody remembers making; to keep a promise to a dying friend;
    when the mountain road is closed; during the strangest election in living memory; to win the town's silver cup;
    while a comet passes overhead; before the museum opens at nine; between two trains`),
  place: list(`
    on a remote island; in a border town; in the harbour quarter of a great city; on board a night train; in the high Andes;
    in a hotel out of season; at the edge of the desert; in occupied Europe; in a flooded valley; on an abandoned space station;
    at a boarding school; in the last village without electricity; behind the scenes of an opera house; in a mining colony;
    on a houseboat; in the archives of a ministry; in a walled garden; on the Arctic coast; along an old trade route;
    in a department store`),
} as const;

/** How the words stand in a description. `{genre}` is the film's genre as a common noun. */
export const plotPatterns = list(`
  A {tone} {genre} about a {hero} who must {task} a {other} {place}, {stake}.;
  {place}, a {hero} has to {task} a {other} {stake}. A {tone} {genre}.;
  A {hero} and a {other} meet {place} and must {task} a {other} {stake}.;
  When a {other} turns up {place}, a {hero} sets out to {task} a {other} {stake}.;
  The {tone} {genre} of a {hero} who tries to {task} a {other} {stake}, {place}.;
  {stake}, a {hero} must {task} a {other} {place}: a {tone} {genre}.`);

function list(text: string): readonly string[] {
  return text
    .split(';')
    .map((entry) => entry.trim().replace(/\s+/g, ' '))
    .filter((entry) => entry !== '');
}
