/**
 * A parser of the part of PromQL that dashboards and alerts are written in, made after
 * https://prometheus.io/docs/prometheus/latest/querying/basics/ and …/operators/. It knows no series: it says which are asked for.
 */

export type Matcher = { readonly label: string; readonly operator: string; readonly value: string }
export type Selector = { readonly metric: string; readonly matchers: readonly Matcher[] }
/** What an expression asks for: its series, and the labels that it groups or joins by. */
export type Asked = { readonly selectors: readonly Selector[]; readonly groupedBy: readonly string[] }

const AGGREGATES = ['sum', 'min', 'max', 'avg', 'count', 'topk', 'bottomk', 'quantile', 'stddev', 'group']
const FUNCTIONS = [
  ...['abs', 'absent', 'ceil', 'changes', 'clamp_min', 'clamp_max', 'delta', 'deriv', 'floor', 'histogram_quantile', 'increase', 'irate'],
  ...['label_values', 'max_over_time', 'min_over_time', 'avg_over_time', 'predict_linear', 'rate', 'resets', 'round', 'scalar', 'sort'],
  ...['sort_desc', 'sum_over_time', 'time', 'timestamp', 'vector'],
]
const BINARY = ['or', 'and', 'unless', '==', '!=', '<=', '>=', '<', '>', '+', '-', '*', '/', '%', '^']
const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])|\d+[smhdwy](?:\d+[smhdwy])*)|("(?:[^"\\]|\\.)*")|([a-zA-Z_:][\w:]*)|(=~|!~|==|!=|<=|>=|[-+*/%^<>=(){}[\],]))/y

type Kind = 'number' | 'string' | 'word' | 'sign'
type Token = { readonly kind: Kind; readonly text: string }

function tokens(expression: string): Token[] {
  const found: Token[] = []
  TOKEN.lastIndex = 0
  while (expression.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(expression)
    if (match === null) throw new Error(`cannot be read from “${expression.slice(at, at + 20)}” on`)
    const kind: Kind = match[1] !== undefined ? 'number' : match[2] !== undefined ? 'string' : match[3] !== undefined ? 'word' : 'sign'
    found.push({ kind, text: match[0].trim() })
  }
  return found
}

class Reader {
  readonly #tokens: readonly Token[]
  #at = 0
  readonly selectors: Selector[] = []
  readonly groupedBy: string[] = []

  constructor(expression: string) {
    this.#tokens = tokens(expression)
  }

  whole(): void {
    this.expression()
    if (this.#at < this.#tokens.length) throw new Error(`“${this.#peek()}” stands where nothing may`)
  }

  #peek(): string {
    return this.#tokens[this.#at]?.text ?? ''
  }

  #next(): Token {
    const token = this.#tokens[this.#at]
    if (token === undefined) throw new Error('it ends too early')
    this.#at += 1
    return token
  }

  #takes(text: string): boolean {
    if (this.#peek() !== text) return false
    this.#at += 1
    return true
  }

  #expect(text: string): void {
    const token = this.#next()
    if (token.text !== text) throw new Error(`“${text}” is wanted where “${token.text}” stands`)
  }

  expression(): void {
    this.#operand()
    while (BINARY.includes(this.#peek())) {
      this.#next()
      this.#takes('bool')
      if (this.#takes('on') || this.#takes('ignoring')) this.#labels()
      if ((this.#takes('group_left') || this.#takes('group_right')) && this.#peek() === '(') this.#labels()
      this.#operand()
    }
  }

  #operand(): void {
    while (this.#takes('-') || this.#takes('+'));
    if (this.#takes('(')) {
      this.expression()
      this.#expect(')')
    } else this.#leaf()
    if (this.#takes('[')) {
      if (this.#next().kind !== 'number') throw new Error('a range is no duration')
      this.#expect(']')
    }
    if (this.#takes('offset')) this.#next()
  }

  #leaf(): void {
    const { kind, text } = this.#next()
    if (kind === 'number' || kind === 'string') return
    if (kind === 'sign') throw new Error(`“${text}” stands where something is asked for`)
    if (AGGREGATES.includes(text)) this.#aggregate()
    else if (this.#peek() !== '(') this.#selector(text)
    else if (FUNCTIONS.includes(text)) this.#arguments()
    else throw new Error(`there is no function “${text}”`)
  }

  #aggregate(): void {
    const by = () => {
      if (this.#takes('by') || this.#takes('without')) this.#labels()
    }
    by()
    this.#arguments()
    by()
  }

  #arguments(): void {
    this.#expect('(')
    while (!this.#takes(')')) {
      this.expression()
      if (this.#peek() !== ')') this.#expect(',')
    }
  }

  #labels(): void {
    this.#expect('(')
    while (!this.#takes(')')) {
      this.groupedBy.push(this.#next().text)
      if (this.#peek() !== ')') this.#expect(',')
    }
  }

  #selector(metric: string): void {
    const matchers: Matcher[] = []
    if (this.#takes('{')) {
      while (!this.#takes('}')) {
        const label = this.#next().text
        const operator = this.#next().text
        if (!['=', '!=', '=~', '!~'].includes(operator)) throw new Error(`“${operator}” compares no label`)
        const value = this.#next()
        if (value.kind !== 'string') throw new Error(`the label ${label} is compared with no string`)
        matchers.push({ label, operator, value: value.text.slice(1, -1) })
        if (this.#peek() !== '}') this.#expect(',')
      }
    }
    this.selectors.push({ metric, matchers })
  }
}

/** Throws, in words, where it is no expression. Grafana's own variables must have been put in before. */
export function readPromql(expression: string): Asked {
  const reader = new Reader(expression)
  try {
    reader.whole()
  } catch (error) {
    throw new Error(`${expression}: ${error instanceof Error ? error.message : String(error)}`)
  }
  return { selectors: reader.selectors, groupedBy: reader.groupedBy }
}
