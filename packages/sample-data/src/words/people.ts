/** First names of many languages, some with accents: people are sorted and looked up by them. */
export const firstNames = words(`
  Ada Adaeze Agnes Akira Alba Aldo Alice Alma Amara Amir Ana André Anika Anton Arjun Astrid Aurora Ayumi Bastian Beatriz
  Bento Bianca Björn Bruno Camille Carla Carmen Cecilia Chiara Chloé Clara Clement Dagmar Daniel Daria Davide Deepa Diego
  Dora Edith Eduardo Elena Eli Elif Emil Emma Enzo Erik Esther Eva Fabian Farah Felix Femi Fiona Flora Francis Freya
  Gabriel Gemma Georg Giulia Grace Greta Gustavo Hana Hannah Haruto Hector Helena Hugo Ida Ilse Imani Inês Ingrid Irene
  Isaac Ivo Jana Jasmin Jiho Joan João Jonas José Judith Julia Kai Karim Katrin Kenji Kofi Laila Lara Lars Laura Leila
  Leo Lidia Linh Lorenzo Louise Lucia Luka Maja Malik Manuel Mara Marco Margot Marta Mateo Matilda Maya Mei Mina Miguel
  Mirjam Mohan Nadia Naomi Nathan Nico Nina Noah Nora Odile Olga Oliver Omar Oscar Paula Pedro Petra Philip Priya Rafael
  Rania Renata Rhea Rita Robin Rosa Ruben Ruth Salma Samuel Sanjay Sara Selma Silas Simone Sofia Stefan Stella Sunita
  Tamar Tariq Teresa Thabo Theo Tomás Ulla Ursula Valentina Vera Victor Viola Wanda Willem Yara Yasmin Yusuf Zara Zoë Zofia
`);

/** Family names of many languages. */
export const lastNames = words(`
  Abara Achterberg Adeyemi Aguilar Ahlgren Albrecht Almeida Andersen Aoki Arslan Asante Babić Bachmann Bakker Balogun
  Banerjee Barbosa Bauer Becker Bellini Benítez Berger Bianchi Birch Blom Boateng Bonnet Brandt Brennan Brightwater
  Cardoso Castellanos Chaudhry Clearwater Cole Conti Cortés Dahl Dalgaard Darzi Delacroix Demir Deshmukh Diallo Dubois
  Duarte Eastman Eide Ekström Elmasry Engel Eriksen Espinoza Fairweather Falk Farkas Fernandes Ferrari Fischer Flynn
  Fontaine Forsberg Fujita Galvão Garnier Gauthier Georgiou Ghosh Gilroy Goldberg Greco Grimaldi Gruber Guerrero Haas
  Halvorsen Hamada Hansen Hartley Hashimoto Hawthorne Heikkinen Herrera Hidalgo Hoang Holm Horváth Hoshino Huang Ibáñez
  Ishikawa Iyer Jansen Jensen Jiménez Joshi Kamara Kapoor Karlsson Kato Kaya Keane Kessler Khalil Kimura Klein Koch
  Kowalski Kruger Kulkarni Lam Lambert Larsen Laurent Leclerc Lehmann Lindqvist Lombardi Loureiro Maalouf Madsen Mancini
  Marchetti Marin Martens Mbeki Medina Meier Mendes Menon Mercier Meyer Molina Moreau Moretti Mori Mwangi Nagy Nair
  Navarro Ndiaye Nguyen Nielsen Nilsson Novak Nowak Nyström Oduya Ogawa Okafor Okonkwo Oliveira Olsen Ortega Osei Otero
  Pacheco Palmgren Park Patel Pellegrini Pereira Petrov Pham Pinto Popescu Quintero Raman Rasmussen Reis Reyes Ricci
  Richter Rinaldi Ritter Rojas Romero Rosen Rossi Rousseau Sabatini Sakamoto Salazar Santos Sato Schäfer Schmid Schröder
  Sharma Silva Simonsen Singh Solberg Sousa Stein Suzuki Szabó Takeda Tanaka Tavares Thorne Tiwari Torres Tran Ueda Usman
  Valdez Vargas Verma Vidal Virtanen Vogel Wagner Wallin Watanabe Weber Whitlock Winter Wolff Yamada Yıldız Zamora Zhang
  Ziegler Zimmer
`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
