import { fold } from './fold.ts'

/**
 * What news of this field talks about, told alike in five languages (Ukrainian and German where the stems are near): the
 * bridge between reports that share no letter. One line a concept: name, then stems by script. Latin and Cyrillic stems match at
 * the start of a word; Korean, Japanese and Chinese ones anywhere. Chinese in simplified characters (text is folded first).
 */
const TABLE = `
drill | exercise,drill,manoeuvre,maneuver,manöver | 훈련,연습,기동 | 訓練,演習 | учени,маневр,навчанн,тренуван | 军演,演习,演练
launch | launch,fires,fired,firing,test-fir | 발사 | 発射 | запуск,запустил,пуск | 发射,试射
missile | missile,icbm,rakete | 미사일,탄도탄 | ミサイル | ракет | 导弹,飞弹
nuclear | nuclear,atomic,atom | 핵 | 核 | ядерн | 核
denuclearise | denuclear | 비핵화 | 非核化 | денуклеар | 无核化,非核化
troops | troop,soldier,servicem,army,soldat | 파병,병력,병사,군인 | 派兵,兵士,部隊 | войск,солдат,военнослуж,бойц,військ | 士兵,派兵,部队,军队
deploy | deploy,dispatch,sends,sending,sent,send | 파견,배치,보내 | 派遣,配備 | отправ,направ,размест,перебро,відправ | 派遣,部署,派出
casualties | killed,casualt,dead,death,died,wounded,losses | 전사,사망,사상,부상 | 戦死,死亡,死傷,負傷 | погиб,потер,убит,ранен,загиб,втрат | 阵亡,死亡,伤亡,受伤
prisoners | prisoner,captured,pow,captive | 포로,생포 | 捕虜,拘束 | пленн,военноплен,захвач,полонен | 战俘,俘虏,俘
workers | worker,labour,labor,builder,slave | 노동자,근로자,인력,노예 | 労働者,作業員,人手 | рабоч,рабочи,строител,сборщик,трудов,робітник,працівник,залуч,привле | 工人,劳工,劳动者
build | construction,reconstruct,rebuild,restor | 건설,재건,복구 | 建設,復興,復旧 | строит,восстанов,будівн | 建设,重建
drone | drone,uav,unmanned,shahed,geran | 드론,무인기 | ドローン,無人機 | дрон,бпла,беспилот,шахед,шахид,герань,безпілот | 无人机
factory | factory,plant,assembl | 공장,조립 | 工場,組み立て | завод,сборк,сборщик,предприят,підприєм,збиран,виготовлен,производ | 工厂,组装
ammunition | ammunition,munition,shell,artillery | 포탄,탄약,무기,포병 | 砲弾,弾薬,武器 | снаряд,боеприпас,артиллер,боєприпас | 弹药,炮弹,武器
arms | weapon,arms | 무기 | 武器,兵器 | оружи,вооружен,зброя,зброї | 武器,军火
satellite | satellite,spaceport,cosmodrome,space | 위성,우주 | 衛星,宇宙 | спутник,космодром,косм | 卫星,航天
warship | warship,destroyer,aegis,frigate,naval,navy | 구축함,함정,이지스,해군 | 駆逐艦,護衛艦,イージス,海軍 | эсминец,корабл,флот | 驱逐舰,军舰,海军
carrier | carrier | 항공모함,항모 | 空母 | авианос | 航母,航空母舰
submarine | submarine | 잠수함 | 潜水艦 | подлодк,подводн | 潜艇
bomber | bomber,b-1b,b-52 | 폭격기 | 爆撃機 | бомбардиров | 轰炸机
fighter | fighter jet,warplane,fighter plane | 전투기 | 戦闘機 | истребител | 战斗机,战机
parade | parade | 열병식,전승절 | パレード,閲兵 | парад | 阅兵
summit | summit,leaders meet,meets leader,huddle | 정상회담,정상회의,회담 | 首脳会 | саммит,встреч | 峰会,首脑
foreign-ministers | foreign minister,top diplomat,foreign secretar | 외교장관,외무상,외무장관,외상 | 外相,外務大臣,外務相 | мид ,министр иностранных дел,глава мид,министра иностранных,министров иностранных | 外长,外交部长
defence-ministers | defense minister,defence minister,defense chief,defence chief,defense secretary | 국방장관,국방상,국방부 장관 | 防衛相,国防相,国防長官 | министр обороны,министров обороны,министра обороны | 防长,国防部长
talks | talk,meet,consult,discuss,hold talks,dialogue | 회담,회의,협의,대화,만나,만났 | 会談,会合,協議 | переговор,встреч,зустріч | 会谈,会晤,会议,磋商
phone | phone,telephone,call with | 통화,전화 | 電話 | телефон | 通话,电话
visit | visit,trip,tour,travels,travel | 방문,방러,방북,방중,방일,방한,답방 | 訪問,訪朝,訪露,訪日,訪韓,訪中 | визит,посещ,поездк,посет | 访问,访俄,访朝,出访,到访
arrive | arriv,heads to,headed,lands in,crosses into | 도착,출발 | 到着,出発 | прибыл,прибы | 抵达,到达
return | return,on way home,way home,back home | 귀환,귀국 | 帰国,帰還 | вернулся,вернувш,возвращ,поверн | 返回,回国,归国
invite | invit | 초청,초대 | 招待,招請 | приглас,приглаш | 邀请,应邀
treaty | treaty,pact,agreement | 조약,협정 | 条約,協定 | договор,соглашен | 条约,协定
ratify | ratif,signed into law,signs into law | 비준 | 批准 | ратифик | 批准
secretariat | secretariat | 사무국 | 事務局 | секретариат | 秘书处
joint-statement | joint statement | 공동성명 | 共同声明 | совместное заявление,совместном заявлен | 联合声明
condemn | condemn,denounc,decri,decry,slam,blast,lash | 규탄,비난,반발 | 非難,反発 | осуд,осужд,критик | 谴责,批评
threaten | threat,warn,consequence,retaliat | 위협,경고,대응 | 威嚇,警告,けん制 | угро,предупред,пригроз,ответны | 威胁,警告
sanctions | sanction,embargo | 제재 | 制裁 | санкц | 制裁
un | united nations,security council,u.n. | 유엔,안보리 | 国連,安保理 | оон,совбез,совет безопасности | 联合国,安理会
veto | veto | 거부권 | 拒否権 | вето | 否决
panel | panel of experts,monitor | 전문가패널,감시팀,모니터링 | 専門家パネル,監視団,監視チーム | экспертов,мониторинг | 专家小组,监测
debris | debris,fragment,wreckage | 잔해,파편 | 破片,残骸 | облом,фрагмент,улам | 残骸,碎片
intelligence | intelligence,spy | 국정원,정보기관,정보당국,정보원 | 情報院,情報機関,情報総局 | разведк,развед,розвідк,гур ,гур: | 情报,国情院
tourism | touris,resort,beach | 관광,리조트 | 観光,リゾート | турист,туризм,курорт | 旅游,游客,度假
bridge | bridge | 다리,대교,교량 | 橋 | мост | 大桥,桥
rail | railway,rail ,train | 철도,열차 | 列車,鉄道 | поезд,железнодорож | 列车,铁路,火车
flight | flight,airline,air link | 항공편,직항,항공 노선 | 直行便,航空便 | рейс,авиасообщен | 航班,直航
hack | hack,cyber,malware | 해킹,해커,사이버 | ハッカー,サイバー | хакер,кибер | 黑客,网络攻击
crypto | crypto,bitcoin | 가상자산,암호화폐,코인 | 暗号資産,仮想通貨 | криптовалют | 加密货币
abduct | abduct,abduction | 납치,납북 | 拉致 | похищ | 绑架
newyear | new year,silvester,neujahr | 신년,새해 | 新年,年頭 | новогод,новым годом | 新年,贺年
greet | congratulat,greeting,salute,letter,message,hails,praise | 축전,서한,축하,인사 | 祝電,書簡,祝賀 | поздрав,послани,письмо,привет | 贺电,致函,祝贺,贺信
support | support,backs,backing,solidarity,full support | 지지,지원,결속,연대 | 支持,支援,結束,連帯 | поддерж,поддержк,солидарн,підтрим | 支持,支援,团结
monument | memorial,monument,museum,wreath,statue | 추모,기념관,기념비,헌화 | 記念碑,追悼,献花 | памятник,мемориал,музей,венок | 纪念碑,纪念馆,献花
sappers | sapper,demin,mine-clear,engineer | 공병,지뢰,공병부대 | 工兵,地雷 | сапер,разминир,инженерн | 工兵,排雷,扫雷
welcome | welcom,ceremon | 환영,환송,행사 | 歓迎,式典 | церемони,приветств,встретил,торжеств | 欢迎,仪式
ties | ties,relations,partnership,cooperation,co-operation,alliance,bloc | 협력,관계,동맹,밀착 | 協力,関係,同盟,連携 | сотруднич,отношен,партнер,альянс,союз,співпрац | 合作,关系,同盟,伙伴
asian-nato | asian nato,asian version of nato,asia's nato,nato in asia | 아시아판 나토 | アジア版nato,アジアのnato | азиатск* нато,азиатское нато | 亚洲版北约,亚洲版的北约,亚太版北约
indo-pacific | indo-pacific,indo pacific | 인도태평양,인태 | インド太平洋 | индо-тихоокеан | 印太
taiwan | taiwan | 대만 | 台湾 | тайван | 台湾
economy | econom,trade,tariff,invest,market,semiconductor,chip | 경제,무역,관세,투자,반도체 | 経済,貿易,関税,投資,半導体 | экономи,торгов,тариф,инвест | 经济,贸易,关税,投资,芯片
energy | energy,oil,coal,gas,reactor | 에너지,석유,원유,석탄,원자로 | エネルギー,石油,原油,石炭 | энерг,нефт,угол,газ | 能源,石油,煤炭
food | food,rice,grain,aid | 식량,쌀,곡물 | 食料,食糧,米支援 | продовольств,зерн,муки | 粮食,大米
flood | flood,typhoon,earthquake,disaster | 홍수,수해,태풍,지진 | 洪水,水害,台風,地震 | наводнен,тайфун,землетряс | 洪水,台风,地震
election | election,vote,ballot,campaign | 선거,투표 | 選挙,投票 | выбор,голосован | 选举,投票
impeach | impeach,martial law | 탄핵,계엄 | 弾劾,戒厳 | импичмент,военное положение | 弹劾,戒严
court | court,sentenc,convict,trial,indict | 재판,법원,기소,선고 | 裁判,判決,起訴 | суд,приговор | 法院,判决,起诉
ceasefire | ceasefire,truce,peace deal,peace talk | 휴전,종전,평화협상,협상 | 停戦,和平 | перемири,прекращени* огня,мирн | 停火,和谈
child | child,children,orphan | 아동,어린이 | 子ども,子供 | дет,детей,ребен | 儿童,孩子
sport | olympic,world cup,football,soccer,baseball | 올림픽,월드컵,축구,야구 | 五輪,オリンピック,サッカー | олимп,футбол,чемпионат | 奥运,足球
delegation | delegation,envoy | 대표단,특사 | 代表団,特使 | делегац,посланник | 代表团,特使
brief | brief,briefing | 브리핑,설명 | 説明 | брифинг,проинформ | 通报,简报
disclose | estimate,assess,says report,analysis | 추정,평가,분석 | 推定,評価,分析 | оцен,анализ | 评估,估计,分析
daughter | daughter,ju ae | 딸,주애 | 娘,ジュエ | дочь,дочер | 女儿
sister | sister,yo jong | 여동생,김여정 | 妹,与正 | сестра,сестры | 妹妹,胞妹
`

/** Of Latin and Cyrillic stems, those of one concept as one pattern. */
const wordPattern = (stems: readonly string[]): string =>
  stems
    .map((stem) =>
      fold(stem.trimStart())
        .replace(/[.+?^$()[\]{}|\\]/gu, '\\$&')
        .replaceAll('*', '\\p{L}*'),
    )
    .join('|')

type Concept = { readonly name: string; readonly words: RegExp; readonly parts: readonly string[] }

const concepts: readonly Concept[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [name = '', en = '', ko = '', ja = '', ru = '', zh = ''] = line.split(' | ')
    const words = new RegExp(`(?<![\\p{L}\\p{N}])(?:${wordPattern([...en.split(','), ...ru.split(',')])})`, 'u')
    return { name, words, parts: [ko, ja, zh].flatMap((cell) => cell.split(',')).map(fold) }
  })

const HAS_EAST_ASIAN = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** The names of the concepts a text speaks of. */
export function conceptsIn(text: string): readonly string[] {
  const folded = fold(text)
  const eastAsian = HAS_EAST_ASIAN.test(folded)
  return concepts
    .filter(({ words, parts }) => (eastAsian && parts.some((part) => folded.includes(part))) || words.test(folded))
    .map(({ name }) => name)
}
