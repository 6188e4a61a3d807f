import type { Words } from '../en.ts'

const quads: Words['about']['quads'] = {
  'material-cooperation': '協力、行動',
  'verbal-cooperation': '協力、発言',
  'verbal-conflict': '対立、発言',
  'material-conflict': '対立、行動',
}

const standings: Words['about']['standings'] = {
  confirmed: '当事国を代弁する媒体（国営メディアや政府）が伝え、ほかの媒体も伝えている。',
  reported: '各社が事実として伝えているが、当事者を代弁する媒体はない。',
  claimed: '一方の公式媒体だけが伝えている。',
  alleged: '国が相手側について述べているか、報道自体が未確認だとしている。',
  planned: '発表または予想されているが、まだ起きていない。',
}

const steps: Words['about']['steps'] = {
  read: ['読む', 'フィードを順に取得し、すべての記事を媒体・国・陣営・言語・時刻とともに保存します。'],
  find: ['見つける', '見出しと本文から、5つの言語の名前と役職で人物・組織を見つけます。その日に就いていた役職も見ます。'],
  code: ['分類する', '誰が誰に何をしたかを PLOVER で分類し、事実・主張・疑惑・予定のどれとして伝えられたかを見ます。'],
  decide: ['決める', '陣営ごとに、下のルールは採用へ、除外条件は不採用へ働き、0から1の点数になります。陣営の基準点以上なら採用します。'],
  fold: ['まとめる', '言語を問わず、同じ出来事の報道は1本のニュースになります。通信社の記事の転載は同じ情報源と数えます。'],
  tell: ['伝える', 'ニュースには情報源と陣営、第一報の媒体、確度を示します。分かっていることが変われば改訂します。'],
}

const limits: Words['about']['limits'] = {
  feeds: '読むのはフィードにある見出しと短い文だけです。記事本文にしかないことは分かりません。',
  languages: 'ルールが分かるのは英語、韓国語、日本語、ロシア語、中国語です。ほかの言語の報道は名前だけで判断します。',
  mistakes:
    '誤りは両方向にあります。採用すべきでないものが採用され、その逆もあります。/why は決め手を示し、/latest near は惜しくも外れたものを並べます。',
  verified: 'ここでは事実かどうかを検証しません。「確認済み」は誰が伝えているかを示すもので、真実だという意味ではありません。',
  sides: '媒体の陣営は所有と所在地によるもので、報道への評価ではありません。',
  offices: '役職はボットの人物表によります。確かめられなかったものは未確認と記します。',
  calm: '出来事の少ない週は、平穏かもしれず、フィードを読めなかったのかもしれません。図ではそうした週に斜線を引きます。',
  counts: '媒体によって報道量もフィードに載らないものも違います。比べられるのは同じフィードの週どうしで、国どうしではありません。',
}

export const about: Words['about'] = {
  title: '概要',
  lede: 'Alignment Watch はニュースのフィードを読み、{alignments}に関するものを選びます。同じ出来事の報道は情報源を示した1本のニュースとなり、ここ、チャット、フィードで伝えます。',
  alignments: '陣営',
  members: '構成国',
  instruments: '演習・条約・機関',
  aboutItWhen: '次の場合に関連とみなします',
  andScore: (threshold) => `かつ点数が${threshold}以上。`,
  itsStories: 'ニュース',
  allStories: 'すべてのニュース',
  theTrend: '推移',
  judged: '判定の方法',
  background: '背景の句（「関係が深まる中」）は根拠に数えません。意見や分析は採用されることがありますが、行為とは数えません。',
  standing: '確度の言葉の意味',
  acts: '行為の意味',
  coding: '行為は PLOVER の16分類によります。点数は−10（対立）から+10（協力）まで、週の値はその週の行為の平均です。',
  categories: '行為の分類',
  category: '分類',
  kind: '種別',
  score: '点数',
  sources: '情報源',
  polledOf: (polled, known) => `把握している${known}件のフィードのうち${polled}件を取得しています。`,
  howEach: 'それぞれの状態',
  bySide: '陣営・言語別のフィード',
  sideOfOutlet: '媒体の陣営',
  all: '計',
  neither: 'その他',
  allCounted: (feeds) => `全${feeds}件のフィード`,
  allFeeds: 'すべてのフィード',
  feed: 'フィード',
  country: '国',
  language: '言語',
  side: '陣営',
  state: '状態',
  polled: '取得中',
  notPolled: '把握のみ',
  limitsTitle: '限界',
  data: 'データ',
  dataText:
    '全体、陣営別、人物・組織別のニュースのフィードは各ページの下にあります。ニュース、人物・組織、推移、フィードの状態は JSON でも：{api}。',
  theApi: 'データの窓口',
  thisCopy: 'このボット',
  copy: (actors, feeds, alignments) => `名前を知る対象${actors}件、フィード${feeds}件、陣営${alignments}件`,
  read: (items, kept, stories) => `これまでに報道${items}件を読み、${kept}件を採用、ニュース${stories}件`,
  zone: (zone) => `時刻は${zone}です。`,
  quads,
  standings,
  steps,
  limits,
}
