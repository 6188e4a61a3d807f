/** The slash commands: what they are called and what they do, with their options and choices. Names in English never change. */
export const commands = {
  actor: {
    name: 'actor',
    description: 'Who is this? A person, office, body, state, place, weapon, exercise or treaty',
    options: {
      name: { name: 'name', description: 'A name in English, Korean, Japanese, Russian or Chinese, or an office', choices: {} },
      on: { name: 'on', description: 'The day to ask for, as 2025-07-12; today where left out', choices: {} },
      days: { name: 'days', description: 'How many days back to count, 7 to 730; 182 where left out', choices: {} },
    },
  },
  latest: {
    name: 'latest',
    description: 'The newest stories, of one alignment or of all; or what was nearly kept',
    options: {
      alignment: { name: 'alignment', description: 'Which alignment; all where left out', choices: {} },
      show: {
        name: 'show',
        description: 'Stories, or the near misses: what was not kept though it came close, with why',
        choices: { stories: 'Stories', near: 'Near misses' },
      },
      actor: { name: 'actor', description: 'Who or what the story names', choices: {} },
      language: { name: 'language', description: 'A report of it is in this language', choices: {} },
      page: { name: 'page', description: 'Which page of the answer', choices: {} },
    },
  },
  digest: {
    name: 'digest',
    description: 'What happened in the last day, or days: by alignment and affair, weightiest first',
    options: {
      days: { name: 'days', description: 'How many days back, 1 to 31; 1 where left out', choices: {} },
      alignment: { name: 'alignment', description: 'Which alignment; all where left out', choices: {} },
    },
  },
  search: {
    name: 'search',
    description: 'Stories by words in any language, and by date, actor, alignment, outlet or language',
    options: {
      query: {
        name: 'query',
        description: 'Words; "side by side"; -without; also since:2025-06 actor:lavrov outlet:TASS language:ko',
        choices: {},
      },
      since: { name: 'since', description: 'First told on this day or later: 2025-07-12, July 2025, 30d', choices: {} },
      until: { name: 'until', description: 'First told on this day or earlier', choices: {} },
      actor: { name: 'actor', description: 'Who or what the story names; several with commas', choices: {} },
      alignment: { name: 'alignment', description: 'Which alignment', choices: {} },
      outlet: { name: 'outlet', description: 'Who reports it', choices: {} },
      language: { name: 'language', description: 'A report of it is in this language', choices: {} },
      page: { name: 'page', description: 'Which page of the answer', choices: {} },
    },
  },
  story: {
    name: 'story',
    description: 'How a story grew: what changed when, who said it first, which side reports what',
    options: { id: { name: 'id', description: "A story's id or its beginning, as the last line of its post gives it", choices: {} } },
  },
  timeline: {
    name: 'timeline',
    description: 'What happened between two: states, people, offices or organisations',
    options: {
      a: { name: 'a', description: 'One of the two; or both: Russia, North Korea', choices: {} },
      b: { name: 'b', description: 'The other', choices: {} },
      days: { name: 'days', description: 'How many days back, 1 to 3650; 90 where left out', choices: {} },
      page: { name: 'page', description: 'Which page of the answer', choices: {} },
    },
  },
  trend: {
    name: 'trend',
    description: 'Events a week, cooperative against conflictual: of an alignment, an actor or a pair',
    options: {
      of: { name: 'of', description: 'An alignment, an actor, or a pair: Russia, North Korea; all where left out', choices: {} },
      with: { name: 'with', description: 'The other of a pair', choices: {} },
      days: { name: 'days', description: 'How many days back, 14 to 730; 182 where left out', choices: {} },
    },
  },
  network: {
    name: 'network',
    description: 'Who acts with whom: of all, of an alignment, or around an actor',
    options: {
      actor: { name: 'actor', description: 'A state, person, office or organisation, or an alignment; all where left out', choices: {} },
      days: { name: 'days', description: 'How many days back, 1 to 730; 90 where left out', choices: {} },
    },
  },
  why: {
    name: 'why',
    description: 'Why a story was posted, or an article was not',
    options: {
      story: {
        name: 'story',
        description: "A story's id, as the last line of its post gives it, or the address of an article",
        choices: {},
      },
    },
  },
  help: { name: 'help', description: 'What this bot follows, and what it can be asked', options: {} },
}
