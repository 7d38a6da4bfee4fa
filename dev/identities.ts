/** The demo people, departments and outside parties: two cities, so that scoping shows. All companies are made up. */
import type { Role } from '../domain/case.js';
import { SAMPLE_COMPANIES } from './sample/companies.js';

export interface Identity {
  /** The token's `sub`, and the name given to `npm run token -- <id>`. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Exclude<Role, 'system'>[];
  /** GB/T 2260 code of the place this person answers for. */
  readonly region?: string;
  readonly department?: string;
  readonly party?: string;
  /** The company an enterprise agent acts for. */
  readonly uscc?: string;
}

export const REGIONS = [
  { code: '000000', name: '全国' },
  { code: '320800', name: '江苏省淮安市' },
  { code: '130100', name: '河北省石家庄市' },
] as const;

export const DEPARTMENTS = [
  { id: 'huaian-scjg', name: '淮安市市场监督管理局', region: '320800', documentCode: '淮市监', kind: 'samr' },
  { id: 'huaian-sthj', name: '淮安市生态环境局', region: '320800', documentCode: '淮环', kind: 'general' },
  { id: 'huaian-xyb', name: '淮安市信用办', region: '320800', documentCode: '淮信用', kind: 'general' },
  { id: 'sjz-scjg', name: '石家庄市市场监督管理局', region: '130100', documentCode: '石市监', kind: 'samr' },
  { id: 'sjz-sthj', name: '石家庄市生态环境局', region: '130100', documentCode: '石环', kind: 'general' },
  { id: 'sjz-xyb', name: '石家庄市信用办', region: '130100', documentCode: '石信用', kind: 'general' },
] as const;

/** `http` parties are played by the simulated departments; `manual` ones are people at a workbench. */
export const PARTIES = [
  { id: 'credit-china', name: '信用中国', region: '000000', adapter: 'http' },
  { id: 'credit-huaian', name: '信用淮安', region: '320800', adapter: 'http' },
  { id: 'credit-sjz', name: '信用石家庄', region: '130100', adapter: 'http' },
  { id: 'huaian-ggzy', name: '淮安市公共资源交易中心', region: '320800', adapter: 'http' },
  { id: 'huaian-kjj', name: '淮安市科学技术局', region: '320800', adapter: 'manual' },
  { id: 'sjz-ggzy', name: '石家庄市公共资源交易中心', region: '130100', adapter: 'http' },
  { id: 'sjz-kjj', name: '石家庄市科学技术局', region: '130100', adapter: 'manual' },
] as const;

/** The companies that demo agents act for. */
const agentCompanies = [SAMPLE_COMPANIES[0], SAMPLE_COMPANIES[1], SAMPLE_COMPANIES[12]];

const staff = (
  id: string,
  name: string,
  role: Identity['roles'][number],
  region: string,
  department: string,
): Identity => ({
  id,
  name,
  roles: [role],
  region,
  department,
});

const cityStaff = (city: string, name: string, region: string): readonly Identity[] => [
  staff(`${city}-clerk`, `${name}窗口人员`, 'windowClerk', region, `${city}-xyb`),
  staff(`${city}-handler`, `${name}市场监管局承办人`, 'handler', region, `${city}-scjg`),
  staff(`${city}-reviewer`, `${name}市场监管局审核人`, 'reviewer', region, `${city}-scjg`),
  staff(`${city}-env-handler`, `${name}生态环境局承办人`, 'handler', region, `${city}-sthj`),
  staff(`${city}-env-reviewer`, `${name}生态环境局审核人`, 'reviewer', region, `${city}-sthj`),
  staff(`${city}-office`, `${name}信用办工作人员`, 'creditOffice', region, `${city}-xyb`),
  staff(`${city}-supervisor`, `${name}信用办督办人员`, 'supervisor', region, `${city}-xyb`),
];

const agents: readonly Identity[] = agentCompanies.map(({ uscc, name }, index) => ({
  id: `agent-${index + 1}`,
  name: `${name}经办人`,
  roles: ['enterpriseAgent'],
  uscc,
}));

/** A party with a system reports by itself; in one without, a person at its workbench does. */
const parties: readonly Identity[] = PARTIES.map(({ id, name, region }) => ({
  id,
  name,
  roles: ['departmentSystem'],
  region,
  party: id,
}));

export const IDENTITIES: readonly Identity[] = [
  ...agents,
  ...cityStaff('huaian', '淮安', '320800'),
  ...cityStaff('sjz', '石家庄', '130100'),
  ...parties,
  { id: 'admin', name: '系统管理员', roles: ['administrator'], region: '000000' },
  { id: 'auditor', name: '审计人员', roles: ['auditor'], region: '000000' },
];

export function findIdentity(id: string): Identity | undefined {
  return IDENTITIES.find((identity) => identity.id === id);
}
