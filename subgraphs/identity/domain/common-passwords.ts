/** The passwords of 8 characters and more that leaked most often, in small letters: whoever guesses begins with them. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  00000000 0123456789 0987654321 10203040 11111111 1111111111 112233445566 11223344 12121212 12341234 12344321 123123123
  123321123 1234512345 12345678 123456789 1234567890 12345678910 123456789a 123456aa 1234abcd 1234qwer 12qwaszx 13131313
  147258369 18436572 1a2b3c4d 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 22222222 44444444 55555555 66666666 77777777 789456123
  87654321 88888888 963852741 987654321 9876543210 99999999 a1b2c3d4 a1234567 a12345678 aa123456 aaaaaaaa abc12345
  abcd1234 abcdefgh abcdefghi access14 admin123 administrator adminadmin alexander alexandra anderson asdf1234 asdfasdf
  asdfghjk asdfghjkl barcelona baseball basketball bismillah blink182 butterfly caroline carolina charlie1 charlotte
  chocolate christian colorado computer corvette cowboys1 danielle dragon12 einstein elephant elizabeth enterprise
  explorer firebird football football1 forever1 freedom1 fuckyou1 garfield godzilla gateway1 hannah12 hello123 hellohello
  helpme12 iloveyou iloveyou1 iloveyou2 internet jennifer jessica1 johncena jonathan jordan23 justin12 katherine
  kimberly kristina letmein1 letmein123 liverpool lovelove loveyou1 maradona marlboro master12 maverick mercedes
  metallic metallica michael1 michelle midnight monkey12 monkey123 mustang1 nicholas nothing1 p@ssw0rd p@ssword passw0rd
  passport password password1 password12 password123 password1234 passwort patricia pokemon1 princess princess1 q1w2e3r4
  q1w2e3r4t5 qazwsxedc qwaszx12 qwer1234 qwerasdf qwert123 qwerty12 qwerty123 qwerty1234 qwerty12345 qwertyui
  qwertyuiop rainbow1 redskins richard1 samantha samsung1 scarface scorpion sebastian secret12 security shadow12
  slipknot snowball softball spiderman srinivas starwars steelers stephanie summer12 sunshine sunshine1 superman
  superman1 swordfish symphony test1234 testtest theodore thunder1 tinkerbell trustno1 undertaker valentina vanessa1
  veronica victoria welcome1 welcome123 whatever william1 xxxxxxxx yankees1 yourmom1 zaq12wsx zxcvbnm1 zxcvbnm123
  zxcvbnm, reelhouse reelhouse1
  `
    .trim()
    .split(/\s+/),
);
