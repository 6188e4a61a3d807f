/** Traditional or Japanese form followed by the simplified form: characters that news about East Asian security uses often. */
const SIMPLER =
  '國国韓韩韩韩俄俄美美東东軍军聯联聯联連连戰战爭争場场會会談谈譴谴責责導导彈弹發发射射訪访問问團团亡亡陣阵統统總总書书記记長长習习達达開开關关係系協协議议條条約约簽签實实際际演演練练習习艦舰機机隊队無无號号運运輸输勞劳動动員员廠厂製制衛卫離离區区參参與与閱阅兵兵結结盟盟對对話话駐驻華华報报導导聞闻稱称應应為为來来據据說说這这個个們们後后將将將将進进過过還还從从時时間间現现電电視视網网經经濟济貿贸邊边歐欧龍龙馬马島岛灣湾鐵铁橋桥橋桥遊游客客觀观勢势權权護护懲惩罰罚裡里線线級级術术飛飞彈弹槍枪炮炮葉叶見见觀观親亲貴贵資资質质較较載载輛辆輪轮農农遠远適适選选遺遗鄰邻醫医釋释錄录鎮镇門门陸陆陽阳隨随險险雙双難难雲云靈灵頭头題题願愿類类風风飯饭馳驰驅驱體体鬥斗魯鲁鮮鲜麗丽黨党齊齐齡龄內内務务勝胜勵励勳勋衝冲決决減减測测準准滅灭潛潜點点熱热爾尔牽牵獲获獻献環环產产畢毕異异當当發发監监確确碼码礎础禦御種种積积稅税窮穷競竞筆笔筑筑節节範范築筑簡简糧粮紀纪納纳純纯紙纸細细終终組组給给絕绝綜综維维緊紧緒绪練练縣县績绩織织繼继續续羅罗義义職职聲声腦脑膽胆臺台舉举舊旧艱艰薩萨蘇苏處处虛虚衆众補补裝装複复規规訂订計计討讨訊讯託托訓训設设許许訴诉診诊評评詞词試试詢询該该詳详誤误調调謀谋講讲謝谢證证識识譯译譽誉讀读變变讓让貨货販贩貧贫責责貢贡費费賀贺賓宾賞赏賢贤賣卖購购贈赠贊赞趙赵跡迹踐践躍跃軌轨輔辅輕轻辦办違违遞递鋒锋錢钱鍵键鏡镜鑑鉴閃闪閉闭階阶項项順顺須须預预領领頻频顆颗顧顾顯显餘余駁驳駕驾騙骗驗验驚惊鬆松魚鱼鳥鸟黃黄齒齿両两辺边図图対对鉄铁発发戦战撃击営营経经済济続续総总検检労劳働动県县実实変变単单処处広广応应気气満满済济悪恶辞辞'

const simplified = new Map<string, string>()
for (let i = 0; i + 1 < SIMPLER.length; i += 2) simplified.set(SIMPLER.charAt(i), SIMPLER.charAt(i + 1))

/**
 * One form for text that means the same: compatibility forms folded (NFKC), lower case, accents of Latin letters off,
 * traditional Chinese characters to simplified. Lengths may change: never use it for offsets.
 */
export function fold(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u0305\u0307-\u036f]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
  return plain.replace(/\p{Script=Han}/gu, (character) => simplified.get(character) ?? character)
}
