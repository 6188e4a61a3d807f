import { expect, test } from 'vitest'
import { openJudgement } from '#src/app/judgement.ts'
import { openModel } from '#src/app/model.ts'
import { silentLog } from '#src/domain/log.ts'
import { createSite } from '#src/web/site.ts'
import { demoConfig } from '../cli/demo-items.ts'
import { openDesk } from '../web/desk.ts'

test('the health answer counts what the model did, and says nothing of one where there is none', async () => {
  const desk = await openDesk()
  const config = await demoConfig()
  const ask = async (model: Pick<typeof config, 'model'>): Promise<unknown> => {
    const { assess } = openJudgement(
      () => config,
      desk.store,
      () => 0,
    )
    const { health } = await openModel({ config: { ...config, ...model }, store: desk.store, assess, clock: () => 0, log: silentLog })
    const { app, live } = createSite({ ...desk.needs, model: health }, '127.0.0.1')
    const response = await app.request('/healthz', { headers: { host: '127.0.0.1:8787' } })
    live.close()
    return response.json()
  }
  expect(Object.keys((await ask({ model: null })) as object)).toEqual(['ok', 'at'])
  expect(await ask({ model: { baseUrl: 'http://127.0.0.1:9/v1', name: 'small', apiKey: null } })).toMatchObject({
    ok: true,
    model: {
      name: 'small',
      asked: 0,
      failed: {},
      restingUntil: null,
      today: { calls: 0, tokens: 0 },
      wording: { made: 0, askedAgain: 0, dropped: 0, unanswered: 0 },
    },
  })
  await desk.close()
})
