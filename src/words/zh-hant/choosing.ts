import type { Words } from '../en.ts'

export const choosing: Words['choosing'] = {
  ask: (usage) => `在此輸入開頭幾個字再選擇，或一次輸入完整：${usage}`,
  hint: '輸入後選擇',
  around: '以誰為中心？請輸入名稱並選擇：',
  other: '要看誰（什麼）？請輸入名稱並選擇：',
  who: '誰與誰之間？請先輸入其中一方的名稱並選擇：',
  andWho: '另一方是誰？請輸入名稱並選擇：',
  noChannel: (name) =>
    `機器人所在的頻道中沒有 #${name}。請先在該頻道用 /invite 邀請機器人再試，或填寫頻道 ID：以 C 開頭，見頻道「關於」頁底部。`,
  unknown: (name) => `目前無法向 Slack 查詢 #${name} 是哪個頻道。請填寫頻道 ID：以 C 開頭，見頻道「關於」頁底部。`,
}
