import { exitCodes } from './commands/exit-codes.ts'
import { type Config, readConfig, UnusableSettings } from './config.ts'

const config = settingsOrReason()
if (config) {
  // Loaded after the settings are checked, so that a wrong setting is reported at once.
  const { serve } = await import('./commands/serving/serve.ts')
  process.exitCode = await serve(config)
}

function settingsOrReason(): Config | undefined {
  try {
    return readConfig()
  } catch (error) {
    if (!(error instanceof UnusableSettings)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = exitCodes.usage.code
    return undefined
  }
}
