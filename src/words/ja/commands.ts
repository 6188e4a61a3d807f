import type { Words } from '../en.ts'

export const commands: Words['commands'] = {
  actor: {
    name: '人物',
    description: '誰か、何か。人物、役職、組織、国、場所、兵器、演習、条約を調べる',
    options: {
      name: { name: '名前', description: '英語、韓国語、日本語、ロシア語、中国語の名前、または役職', choices: {} },
      on: { name: '日付', description: '基準日。例：2025-07-12。省略すると今日', choices: {} },
      days: { name: '日数', description: '何日前から数えるか。7〜730。省略すると182', choices: {} },
    },
  },
  latest: {
    name: '最新',
    description: '最新ニュース。全体または1つの陣営。あと一歩で対象外となった記事も',
    options: {
      alignment: { name: '陣営', description: 'どの陣営か。省略すると全体', choices: {} },
      show: {
        name: '表示',
        description: 'ニュース、または基準に近いが対象外となった記事とその理由',
        choices: { stories: 'ニュース', near: '惜しくも対象外の記事' },
      },
      actor: { name: '関係者', description: '記事に出る人物や対象', choices: {} },
      language: { name: '言語', description: 'この言語の記事があるもの', choices: {} },
      page: { name: 'ページ', description: '何ページ目', choices: {} },
    },
  },
  digest: {
    name: 'まとめ',
    description: 'この1日または数日の出来事。陣営と案件ごとに、重要な順',
    options: {
      days: { name: '日数', description: '何日前まで。1〜31。省略すると1', choices: {} },
      alignment: { name: '陣営', description: 'どの陣営か。省略すると全体', choices: {} },
    },
  },
  search: {
    name: '検索',
    description: '言葉と日付、人物、陣営、媒体、言語で記事を探す',
    options: {
      query: {
        name: '検索語',
        description: '語、"続いた語"、-除く語、since:2025-06 actor:lavrov outlet:TASS language:ko も可',
        choices: {},
      },
      since: { name: '以降', description: 'この日以降の初報: 2025-07-12、2025-07、30d', choices: {} },
      until: { name: 'まで', description: 'この日以前の初報', choices: {} },
      actor: { name: '関係者', description: '記事に出る人物や対象、複数はコンマで', choices: {} },
      alignment: { name: '陣営', description: 'どの陣営', choices: {} },
      outlet: { name: '媒体', description: '報じた媒体', choices: {} },
      language: { name: '言語', description: 'この言語の記事があるもの', choices: {} },
      page: { name: 'ページ', description: '何ページ目', choices: {} },
    },
  },
  story: {
    name: 'ニュース',
    description: 'ニュースの経過。いつ何が変わり、誰が最初に報じ、どの側が何を伝えるか',
    options: { id: { name: '番号', description: '投稿の最後の行にあるニュースの番号、またはその先頭部分', choices: {} } },
  },
  timeline: {
    name: '年表',
    description: '二者の間の出来事。国、人物、役職、組織',
    options: {
      a: { name: '甲', description: '一方。または両方：ロシア、北朝鮮', choices: {} },
      b: { name: '乙', description: 'もう一方', choices: {} },
      days: { name: '日数', description: '何日前まで。1〜3650。省略すると90', choices: {} },
      page: { name: 'ページ', description: '何ページ目', choices: {} },
    },
  },
  trend: {
    name: '推移',
    description: '陣営、人物・国、または二者の週ごとの出来事。協力と対立',
    options: {
      of: { name: '対象', description: '陣営、人物・国、または二者：ロシア、北朝鮮。省略すると全体', choices: {} },
      with: { name: '相手', description: '二者のもう一方', choices: {} },
      days: { name: '日数', description: '何日前まで。14〜730。省略すると182', choices: {} },
    },
  },
  network: {
    name: '関係図',
    description: '誰が誰と動いているか。全体、陣営、または一者を中心に',
    options: {
      actor: { name: '対象', description: '国、人物、機関・団体、または陣営。省略すると全体', choices: {} },
      days: { name: '日数', description: '何日前まで。1〜730。省略すると90', choices: {} },
    },
  },
  why: {
    name: '理由',
    description: 'ニュースが投稿された理由、または記事が対象外となった理由',
    options: {
      story: { name: 'ニュース', description: '投稿の最後の行にあるニュースの番号、または記事のアドレス', choices: {} },
    },
  },
  help: { name: 'ヘルプ', description: 'このボットが追っているものと、尋ねられること', options: {} },
}
