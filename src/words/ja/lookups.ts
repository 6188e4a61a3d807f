import type { Words } from '../en.ts'
import { counts } from './counts.ts'

const kinds: Words['lookups']['kinds'] = {
  person: '人物',
  office: '役職',
  organisation: '組織',
  state: '国',
  place: '場所',
  system: '兵器',
  exercise: '演習',
  treaty: '条約・合意',
}

const form: Words['lookups']['form'] = {
  any: 'すべて',
  find: '検索',
  clear: 'クリア',
  show: '表示',
  neither: 'その他',
  words: '検索語',
  wordsHint: '「Freedom Edge」または派兵',
  alignment: '陣営',
  actor: '人物・組織',
  actorHint: 'ラブロフ',
  language: '言語',
  outlet: '媒体',
  outletHint: 'TASS',
  from: '開始日',
  to: '終了日',
  name: '名前または役職',
  nameHint: 'ラブロフ、外相、Freedom Edge',
  kind: '種別',
  watchedFor: '対象の陣営',
  of: '対象',
  ofHint: 'ロシア',
  with: '相手',
  withHint: '北朝鮮',
  around: '中心',
  aroundHint: '全体、またはロシア、ラブロフ',
  span: '期間',
  spans: { '30': '1か月', '90': '3か月', '182': '半年', '365': '1年', '730': '2年' },
  days: (days) => `${days}日`,
  asOf: '基準日',
}

const mistakes: Words['lookups']['mistakes'] = {
  heading: (count) => `読み取れない入力が${count}件あります：`,
  longName: (most, length) => `名前は${most}文字までです。入力は${length}文字です。`,
  unknown: (typed) => `「${typed}」という対象はありません。人物・組織のページにすべての名前があります。`,
  nobody: (typed) => `「${typed}」という対象はありません`,
  several: (typed) => `「${typed}」は複数を指す可能性があります`,
  write: (lead, ids) => `${lead}：${ids} のいずれかを入力してください。`,
  noDate: (field, typed) =>
    `${field} には 2026-10-01 や 2026-10-01T12:00:00Z のような日付を入力してください。「${typed}」は日付ではありません。`,
  wrongWay: (until, since) => `終了日（until: ${until}）が開始日（since: ${since}）より前です。入れ替えてください。`,
  page: (most, typed) => `ページ番号は1から${most}までの数です。「${typed}」は使えません。`,
  longWords: (length, most) => `検索語が${length}文字あります。${most}文字までです。短いほど多く見つかります。`,
  noAlignment: (known) => `その陣営はありません。あるのは ${known} です。`,
  noLanguage: (typed, known) => `「${typed}」のフィードはありません。あるのは ${known} です。`,
  longOutlet: (most) => `媒体名は${most}文字までです。`,
  oneOf: (field, known) => `${field} は次のいずれかです：${known}。`,
}

const stories: Words['lookups']['stories'] = {
  count: (first, last, all) => `${all}件中${first}–${last}、新しい順。日付はUTCです。`,
  moreThan: (count) => `${count}件超`,
  noneKept: '採用したニュースはまだありません。読み取った内容は{feeds}にあります。',
  theFeeds: 'フィード',
  noneFits: 'すべての条件に合うニュースはありません。外せる条件：{parts}。または{anew}。',
  or: 'または',
  anew: '最初からやり直す',
  parts: {
    q: '検索語',
    alignment: '陣営',
    actor: '人物・組織',
    language: '言語',
    outlet: '媒体',
    since: '開始日',
    until: '終了日',
  },
}

const story: Words['lookups']['story'] = {
  title: 'ニュース',
  by: '執筆：{authors}',
  filedUnder: '分類：{categories}',
  noRule: 'ルールなし',
  score: (score) => `点数${score}`,
  notByItself: '単独では採用されず。',
  sameAs: (id) => `ニュース ${id} と同じ出来事と判明`,
  withdrawn: '撤回：裏付ける報道がなくなった',
  firstTold: '初出',
  wordedAnew: '文言を修正',
  headlineAnew: '見出しを修正',
  as: (id) => `ニュース ${id} として`,
  changed: '変更',
  standing: '確度',
  reports: '報道',
  independent: (reports, independent) => `${reports}、うち独立${independent}`,
  grew: '経過',
  when: '日時',
  whatChanged: '変更点',
  sources: '情報源',
  named: '登場する人物・組織',
  why: '採用の理由',
  asData: 'データで見る',
  wherePosted: '投稿先',
}

const actors: Words['lookups']['actors'] = {
  title: '人物・組織',
  lede: 'ボットが5つの言語の名前で知っている人物、役職、国、場所、兵器、演習、条約です。',
  name: '名前',
  officeOrKind: '役職または種別',
  of: '国',
  nobody: 'その名前の対象はありません。{search}か、{all}。',
  search: 'ニュースの中から語で探す',
  all: '一覧を見る',
  known: (count) => `${count}件。`,
  knownBest: (count) => `${count}件、一致度順。`,
}

const actor: Words['lookups']['actor'] = {
  who: 'プロフィール',
  between: '両者の間',
  betweenThem: (a, b) => `両者の間：${a}と${b}`,
  nobodyElse: (date) => `${date}以降のニュースにほかの登場者はいません。`,
  storyCount: (count) => counts.stories(count),
  since: (date) => `${date}以降のニュースによる。行為の種類を併記。`,
  noneYet: (name) => `${name}が登場する採用ニュースはまだありません。`,
  noneHere: (name) => `このページに${name}が登場する採用ニュースはありません。`,
  notNamed: 'この半年の報道に登場していません。',
  aside: '共に言及、フィード',
  namedWith: '共に言及',
  follow: '購読',
  asFeed: 'これらのニュースのフィード：{feeds}。',
  trend: '推移',
  network: '関係図',
  findIn: 'このニュースの中を探す',
  anotherDay: '別の日',
}

const pictured: Words['lookups']['pictured'] = {
  trends:
    '採用したニュースが伝える行為を週ごとに示します。協力は上、対立は下で、通常の水準と比べられます。フィードを読めなかった週は斜線で示します。平穏のしるしではありません。',
  network: '採用したニュースで誰が誰と関わるかを示します。行為が多いほど線が太くなります。',
}

export const lookups: Words['lookups'] = { kinds, form, mistakes, stories, story, actors, actor, pictured }
