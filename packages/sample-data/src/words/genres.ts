/** The categories of the catalogue, and what a film of each is called in a sentence. */
export const genres = [
  { name: 'Action', noun: 'action film' },
  { name: 'Adventure', noun: 'adventure' },
  { name: 'Animation', noun: 'animated film' },
  { name: 'Biography', noun: 'life story' },
  { name: 'Comedy', noun: 'comedy' },
  { name: 'Crime', noun: 'crime story' },
  { name: 'Documentary', noun: 'documentary' },
  { name: 'Drama', noun: 'drama' },
  { name: 'Family', noun: 'family film' },
  { name: 'Fantasy', noun: 'fantasy' },
  { name: 'History', noun: 'period piece' },
  { name: 'Horror', noun: 'horror film' },
  { name: 'Musical', noun: 'musical' },
  { name: 'Romance', noun: 'romance' },
  { name: 'Science Fiction', noun: 'science-fiction tale' },
  { name: 'Thriller', noun: 'thriller' },
] as const;

/** The languages of the films, the commonest first. */
export const languages = [
  'English',
  'French',
  'Spanish',
  'Japanese',
  'German',
  'Italian',
  'Hindi',
  'Korean',
  'Mandarin',
  'Portuguese',
  'Swedish',
  'Danish',
] as const;
