/** The page on which a stranger verifies a document: no script, no login. */
import { escapeHtml as escape } from '../papers/escape.js';
import type { Verification } from './routes/verify.js';

/** The form, and below it what came of the code that was asked for. */
export const verifyPage = (code: string, answer: Verification | null): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>文书核验 · 信修</title>
<link rel="icon" href="/favicon.ico" type="image/svg+xml">
<link rel="stylesheet" href="/assets/page.css">
</head>
<body>
<header class="top"><a class="brand" href="/">信修</a><h1>文书核验</h1></header>
<main>
${answer === null ? '' : result(answer)}
<section>
<h2>按验证码核验</h2>
<form method="get" action="/verify">
<label>验证码 <input name="code" value="${escape(code)}" maxlength="40" autocomplete="off" required></label>
<button>核验</button>
</form>
<p>验证码印在文书末页二维码下方。核验结果只说明文书是否由署名机关作出、现在是否有效,不显示当事人信息;请与纸面上的文种、文号、机关和日期核对。</p>
</section>
</main>
</body>
</html>
`;

function result({ genuine, text, document }: Verification): string {
  if (!genuine || document === null) return `<section role="status"><h2>✕ 未查到</h2><p>${escape(text)}</p></section>`;
  const { title, number, authority, signedOn, standing, standingText, voidSince, by } = document;
  const facts = [
    ['文书', title],
    ['文号', number],
    ['机关', authority],
    ['成文日期', signedOn],
    ['效力', standingText],
    ...(voidSince === null ? [] : [['作废日期', voidSince]]),
    ...(by === null ? [] : [['后续文书', `${by.title} ${by.number}(${by.signedOn})`]]),
  ];
  return `<section role="status"><h2>${standing === 'inForce' ? '✓' : '!'} 真实,${escape(standingText)}</h2>
<p>${escape(text)}</p>
<table>${facts.map(([label = '', value = '']) => `<tr><th scope="row">${label}</th><td>${escape(value)}</td></tr>`).join('')}</table></section>`;
}
