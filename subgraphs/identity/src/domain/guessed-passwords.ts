// What people choose: the words that lead the published lists of leaked passwords, without their digits and punctuation.
const words = `
  abracadabra access account admin adminadmin administrator adminpassword alexander alexandra amanda amazon amen
  andrew android angel anthony anything apple april arigato arsenal asdf asdfgh asdfghjkl ashley asshole august austin
  autumn avengers azerty azertyuiop baby babyboy babygirl backup banana barcelona baseball basketball batman
  batterystaple bayern beach bear beatles believe benjamin berlin bible bigdick birthday bitch blessed blessing
  blueberry bonjour boxing brandon broncos brooklyn brother bulldog bunny business buster butter butterfly camaro
  candy champion changeit changeme charlie chatgpt cheese cheetah chelsea cherry chevrolet chicken chocolate christ
  christian christmas christopher church cinnamon claude coffee company computer conea cookie correcthorse
  correcthorsebatterystaple corvette cowboys cricket customer daisy dallas daniel darling darthvader database daughter
  december default defaultpassword demo demon destiny devil doggy dolphin dragon dragonball dream drummer ducati
  dvorak eagle eagles easter ecommerce elizabeth eminem example facebook faith falcon family father february ferrari
  flower football ford forever fortnite freedom friday friend friends frodo fuckme fuckoff fuckyou fuji fujiyama
  gandalf george ghost ginger github godzilla goku golf goodmorning goodnight google grandma guest guitar hallo
  halloween hamster hannah happiness happy harley harleydavidson harrypotter hawk heather heaven hell hello hellokitty
  helloworld hero hikari hiroshi hockey hogwarts hola holiday honda honey hope horse hotgirl hulk hunter iamgroot
  iamironman iamthebest idontcare idontknow ilovegod iloveme ilovemydad ilovemyfamily ilovemymom iloveyou imissyou
  instagram internet invoice iphone ironman jackson january japan jedi jeep jennifer jessica jesus jesuschrist
  jonathan jordan joseph joshua july june justin juventus kawaii kawasaki keyboard killer king kingdom kitten kitty
  konnichiwa kyoto lakers lamborghini laptop legend letmein letmeinnow letmeinplease letter lily linux lion liverpool
  login london loremipsum loremipsumdolor love lovely loveme lover loveyou lucky maggie manager manchester manutd
  march marketing master matrix matthew maytheforcebewithyou mazda melissa mercedes metallica michael michelle
  microsoft milan minecraft monday monitor monkey mother mountain mouse music mustang mylove mypass mypassword mysql
  naruto network newpassword nicholas nicole nihon ninja nintendo nippon nirvana nissan nokia nopassword nothing
  november number ocean october office ohayou oldpassword onceuponatime onepiece openai opensaysme opensesame openup
  operator oracle orange order orders osaka packers panther paris pass passcode passphrase passwd password
  passwordpassword patrick payment peace pepper phoenix piano pikachu pineapple pizza playstation pleaseletmein
  pokemon porn porsche postgres prince princess printer private product products puppy pussy qazwsx qazwsxedc queen
  quickbrownfox qweasd qweasdzxc qwerasdf qwert qwerty qwertyui qwertyuiop qwertz qwertzuiop rabbit rainbow rakuten
  ramen ranger raven realmadrid redsox richard river robert roblox rocknroll rockstar root rootpassword rootroot rose
  rugby sailormoon sakura sales samantha sample samsung samurai sasuke saturday sayonara scorpion secret
  secretpassword secure security september server service sesame sexy sexyboy sexygirl shadow shark shit shogun shop
  shopify shopping signin sister skating skywalker slipknot smile snake snowboard soccer soldier something sony sophie
  spider spiderman spring startrek starwars steelers stephanie steven store strawberry subaru success sugar summer
  sunday sunshine superman superuser support surfing sushi suzuki sweetheart sweetie sweety swimming sysadmin system
  takashi tanaka taylor temp temporary temppassword tennis test tester testing testpassword testtest thankyou theforce
  thepassword thequickbrownfox thomas thursday tiger tobeornottobe together tokyo toor topsecret totoro toyota trust
  trustno tuesday turtle twitter tyler ubuntu unicorn user username userpassword vacation vanilla victoria voldemort
  volleyball warrior wasd watanabe webmaster wednesday weekend welcome welcomeback welcomehome whatever whatsup
  whoknows william windows winner winter winteriscoming wolf wolverine wrestling yamada yamaha yankees yourpassword
  youtube zxcv zxcvbn zxcvbnm
`;

/** The cores of the passwords that are guessed first, in lower case. */
export const guessedPasswords: ReadonlySet<string> = new Set(words.trim().split(/\s+/));
