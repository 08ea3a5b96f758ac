import { LOOPBACK, type Ports } from '@lakehouse/contracts/endpoints.ts'
import type { Secrets } from '@lakehouse/contracts/secrets.ts'
import type { TemplateVariables } from './template.ts'

/** What `${NAME}` means in the Flink SQL of this stack. */
export function templateVariables(ports: Ports, secrets: Secrets): TemplateVariables {
  const open = (value: string) => ({ value, secret: false })
  const hidden = (value: string) => ({ value, secret: true })
  return {
    KAFKA_BOOTSTRAP_SERVERS: open(`${LOOPBACK}:${ports.kafka}`),
    S3_ENDPOINT: open(`http://${LOOPBACK}:${ports.minio}`),
    S3_ACCESS_KEY: hidden(secrets.s3AccessKey),
    S3_SECRET_KEY: hidden(secrets.s3SecretKey),
    CATALOG_JDBC_URL: open(`jdbc:postgresql://${LOOPBACK}:${ports.postgres}/iceberg_catalog`),
    RIDES_JDBC_URL: open(`jdbc:postgresql://${LOOPBACK}:${ports.postgres}/rides`),
    POSTGRES_USER: open('lakehouse'),
    POSTGRES_PASSWORD: hidden(secrets.lakehousePassword),
    WAREHOUSE: open('s3://lakehouse/warehouse'),
  }
}

/** The text with every secret value replaced: gateways and databases repeat what they were sent. */
export function withoutSecrets(text: string, variables: TemplateVariables): string {
  return Object.entries(variables)
    .filter(([, variable]) => variable.secret && variable.value !== '')
    .reduce((clean, [name, variable]) => clean.replaceAll(variable.value, `\${${name}}`), text)
}
