import type { Words } from '../en.ts'

export const commands: Words['commands'] = {
  actor: {
    name: '人物',
    description: '這是誰、是什麼？人物、職務、機構、國家、地點、武器、演習或條約',
    options: {
      name: { name: '名稱', description: '英文、韓文、日文、俄文或中文名稱，或職務', choices: {} },
      on: { name: '日期', description: '以哪一天為準，如 2025-07-12；不填為今天', choices: {} },
      days: { name: '天數', description: '往前統計多少天，7 到 730；不填為 182', choices: {} },
    },
  },
  latest: {
    name: '最新',
    description: '最新消息，全部或某一陣營；也可查看險些入選的文章',
    options: {
      alignment: { name: '陣營', description: '哪個陣營；不填為全部', choices: {} },
      show: {
        name: '顯示',
        description: '消息，或接近標準但未入選的文章及原因',
        choices: { stories: '消息', near: '險些入選的文章' },
      },
      actor: { name: '對象', description: '消息提到的人或事物', choices: {} },
      language: { name: '語言', description: '有這種語言的報導', choices: {} },
      page: { name: '頁', description: '第幾頁', choices: {} },
    },
  },
  digest: {
    name: '摘要',
    description: '最近一天或幾天發生的事：按陣營和事態，重要的在前',
    options: {
      days: { name: '天數', description: '往前多少天，1 到 31；不填為 1', choices: {} },
      alignment: { name: '陣營', description: '哪個陣營；不填為全部', choices: {} },
    },
  },
  search: {
    name: '搜尋',
    description: '按任何語言的詞語以及日期、對象、陣營、媒體或語言查找消息',
    options: {
      query: {
        name: '查詢',
        description: '詞語；"相連的詞"；-排除的詞；也可寫 since:2025-06 actor:lavrov outlet:TASS language:ko',
        choices: {},
      },
      since: { name: '自', description: '當天或之後首次報導：2025-07-12、2025-07、30d', choices: {} },
      until: { name: '至', description: '當天或之前首次報導', choices: {} },
      actor: { name: '對象', description: '消息提到的人或事物，多個用逗號', choices: {} },
      alignment: { name: '陣營', description: '哪個陣營', choices: {} },
      outlet: { name: '媒體', description: '哪家媒體報導', choices: {} },
      language: { name: '語言', description: '有這種語言的報導', choices: {} },
      page: { name: '頁', description: '第幾頁', choices: {} },
    },
  },
  story: {
    name: '消息',
    description: '一則消息的來龍去脈：何時有何變化，誰最先報導，各方怎麼說',
    options: { id: { name: '編號', description: '貼文最後一行的消息編號，或編號的開頭', choices: {} } },
  },
  timeline: {
    name: '時間軸',
    description: '兩者之間發生的事：國家、人物、職務或機構',
    options: {
      a: { name: '甲', description: '其中一方；或同時寫兩方：俄羅斯、北韓', choices: {} },
      b: { name: '乙', description: '另一方', choices: {} },
      days: { name: '天數', description: '往前多少天，1 到 3650；不填為 90', choices: {} },
      page: { name: '頁', description: '第幾頁', choices: {} },
    },
  },
  trend: {
    name: '趨勢',
    description: '某一陣營、行為者或雙方每週的事件：合作與衝突對比',
    options: {
      of: { name: '對象', description: '陣營、行為者或雙方：俄羅斯、北韓；不填為全部', choices: {} },
      with: { name: '對方', description: '雙方中的另一方', choices: {} },
      days: { name: '天數', description: '往前多少天，14 到 730；不填為 182', choices: {} },
    },
  },
  network: {
    name: '關係網',
    description: '誰與誰互動：全部、某一陣營，或以某一行為者為中心',
    options: {
      actor: { name: '行為者', description: '國家、人物、機構、組織或陣營；不填為全部', choices: {} },
      days: { name: '天數', description: '往前多少天，1 到 730；不填為 90', choices: {} },
    },
  },
  why: {
    name: '理由',
    description: '一則消息為何發布，或一篇文章為何沒有入選',
    options: {
      story: { name: '消息', description: '貼文最後一行的消息編號，或文章網址', choices: {} },
    },
  },
  help: { name: '說明', description: '本機器人關注什麼，可以問什麼', options: {} },
}
