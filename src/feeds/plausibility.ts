/** Characters that make up about half of all running text in simplified Chinese, traditional Chinese and Japanese news. */
const COMMON_HAN = new Set(
  '的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴' +
    '這來國個說們為時會後過對裡麼發當無開見經頭動兩長樣現將進實點種聲話問機給幾業間電門東教氣關並軍產萬體別處總場師書員華報馬張難數應電親務邊風戰許覺題統請愛讓認論義術結隊帶條變聯權該領傳紅決達辦運強區轉眾輕語滿識極黃臉錢黨設雙歷網專誰讀飛觀爭組視濟離雖興韓彈飛導鮮擊國防衛省朝鮮射試驗島洋部隊會談首腦' +
    '日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気小七成期公野協取都和統以機平総加山思家話世受区領多県続進正安設保改数記院女初北午指権心界支第産結百派点教報済書府活原先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道信策集在件団別物側任引使求所次水半品昨論計死官増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢減台広容必応演電歳住争談能無再位置企真流格有疑口過局少放税検藤町常校料沢裁状工建語球営空職証土与急止送援供可役構木割聞身費付施切由説転食比難防補車優夫研収断井何南石足違消境神番規術護展態導鮮備宅害配副算視条幹独警宮究育席輸訪楽起万着乗店述残想線率病農州武声質念待試族象銀域助労例衛然早張映限親額監環験追審商葉義伝働形景落欧担好退準賀訴辺造英被株頭技低毎医復仕去姿味負閣韓渡失移差衆個門写評課末守若脳極種美岡影命含福蔵量望松非撃佐核観察整段横融型白深字答夜製票況音申様財港識注呼渉達' +
    '弹导核俄乌韩称应朝鲜发射飞潜艇军演习制裁',
)

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/**
 * How much a decoded text looks like one that somebody wrote, from about −5 to 1.2 for each letter beyond ASCII:
 * Hangul, kana, frequent Han characters and well-formed Cyrillic speak for a reading; replacement characters, C1 controls,
 * private-use and half-width ones, rare Han and letters in odd company speak against it.
 */
export function plausibility(text: string): number {
  const foreign = count(text, /[^\p{ASCII}]/gu)
  if (foreign === 0) return 0
  let score = count(text, /[가-힣]/g) + 1.2 * count(text, /[ぁ-んァ-ヶー]/g) + 0.3 * count(text, /[、。「」·“”‘’…—]/g)
  for (const character of text.match(/\p{Script=Han}/gu) ?? []) score += COMMON_HAN.has(character) ? 1 : -0.3
  score += 0.9 * count(text, /[а-яё]/g) + 0.6 * count(text, /(?<![а-яё])[А-ЯЁ]/g) - 1.5 * count(text, /[а-яё][А-ЯЁ]/g)
  score -= 1.5 * count(text, /[a-z][а-яё]|[а-яё][a-z]/gi)
  score += 0.5 * count(text, /(?<=[a-z])[à-öø-ÿ]|[à-öø-ÿ](?=[a-z])/gi) - 0.5 * count(text, /[À-ÿ]{2,}/g) * 2
  score -=
    5 * count(text, /[\ufffd\u0080-\u009f\u{f0000}-\u{10ffff}]/gu) + 3 * count(text, /[\ue000-\uf8ff]/g) + count(text, /[\uff61-\uff9f]/g)
  score -= 0.5 * count(text, /[\u0e00-\u0eff\u1100-\u11ff\u2500-\u257f\u3400-\u4dbf]/g) + 0.3 * count(text, /[¢-¿×÷]/g)
  return score / foreign
}
