/** Delivery status notifications as mail servers write them, about a mail of ours with this key; the addresses are made up. */

export interface Told {
  readonly key: string;
  readonly action?: string;
  readonly status?: string;
}

const crlf = (text: string): string => text.replace(/\n/g, '\r\n');

/** Postfix: the head of what it returns tells the Message-ID. */
export const postfix = ({ key, action = 'failed', status = '5.1.1' }: Told): string =>
  crlf(`Return-Path: <>
Received: by mx.company.example (Postfix)
	id 9C1D21A0; Fri, 21 Aug 2026 09:14:02 +0800 (CST)
Date: Fri, 21 Aug 2026 09:14:02 +0800 (CST)
From: MAILER-DAEMON@mx.company.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: noreply@xinxiu.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="9C1D21A0.1787/mx.company.example"
Content-Transfer-Encoding: 8bit
Message-Id: <20260821011402.9C1D21A0@mx.company.example>

This is a MIME-encapsulated message.

--9C1D21A0.1787/mx.company.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

<agent@company.example>: host mx.company.example said: 550 5.1.1
    <agent@company.example>: Recipient address rejected: User unknown

--9C1D21A0.1787/mx.company.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.company.example
X-Postfix-Queue-ID: 9C1D21A0
X-Postfix-Sender: rfc822; noreply@xinxiu.example
Arrival-Date: Fri, 21 Aug 2026 03:01:44 +0800 (CST)

Final-Recipient: rfc822; agent@company.example
Original-Recipient: rfc822;agent@company.example
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.company.example
Diagnostic-Code: smtp; 550 5.1.1 <agent@company.example>: Recipient address
    rejected: User unknown

--9C1D21A0.1787/mx.company.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers
Content-Transfer-Encoding: 8bit

Return-Path: <noreply@xinxiu.example>
From: =?UTF-8?B?5L+h5L+u?= <noreply@xinxiu.example>
To: agent@company.example
Subject: =?UTF-8?B?44CQ5L+h5L+u44CR?=
Message-ID: <${key}@xinxiu>
Date: Fri, 21 Aug 2026 03:01:44 +0000

--9C1D21A0.1787/mx.company.example--
`);

/** Exchange: the status quoted and commented, the mail returned whole, the report in two languages, in base64. */
export const exchange = ({ key, action = 'failed', status = '5.4.1 (Recipient address rejected)' }: Told): string =>
  crlf(`From: <postmaster@company.example>
To: <noreply@xinxiu.example>
Date: Fri, 21 Aug 2026 01:20:11 +0000
Content-Type: Multipart/Report; boundary="_0f8e_"; Report-Type="delivery-status"
MIME-Version: 1.0
Subject: =?utf-8?B?5pyq6YCB6L6+?=
X-MS-Exchange-Message-Is-Ndr:

--_0f8e_
Content-Type: multipart/alternative; differences=Content-Type; boundary="_1a_"

--_1a_
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

5oKo55qE6YKu5Lu25pyq6YCB6L6+

--_1a_--

--_0f8e_
content-type: message/delivery-status

Reporting-MTA: dns;EX01.company.example
Received-From-MTA: dns;smtp.xinxiu.example
Arrival-Date: Fri, 21 Aug 2026 01:20:09 +0000

Final-Recipient: rfc822;agent@company.example
action: ${action}
STATUS: ${status}
Diagnostic-Code: smtp;550 5.4.1 Recipient address rejected: Access denied.

--_0f8e_
Content-Type: message/rfc822

Received: from smtp.xinxiu.example by EX01.company.example
From: <noreply@xinxiu.example>
To: <agent@company.example>
Message-ID:
 <${key}@xinxiu>
MIME-Version: 1.0
Content-Type: text/plain

Message-ID: <22222222222222222222@xinxiu> in the body is not the head.

--_0f8e_--
`);

/** A server that returns nothing of the mail: only the address tells which it was, in small letters. */
export const bare = ({ key, action = 'failed', status = '5.2.2' }: Told): string =>
  crlf(`From: PostMaster@freemail.example
To: bounces+${key.toLowerCase()}@xinxiu.example
Date: Fri, 21 Aug 2026 10:00:00 +0800
MIME-Version: 1.0
Content-Type: multipart/report; boundary=x; report-type=delivery-status
Subject: System message

--x
Content-Type: text/plain; charset=GBK

mailbox full

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.freemail.example

Final-Recipient: rfc822; agent@freemail.example
Action: ${action}
Status: ${status}

--x--
`);

/** A server that knows of RFC 3461: the envelope's id comes back. */
export const withEnvelopeId = ({ key, action = 'delayed', status = '4.4.1' }: Told): string =>
  bare({ key, action, status })
    .replace(/^To: .*$/m, 'To: noreply@xinxiu.example')
    .replace('Reporting-MTA:', `Original-Envelope-Id: ${key}\r\nReporting-MTA:`);
