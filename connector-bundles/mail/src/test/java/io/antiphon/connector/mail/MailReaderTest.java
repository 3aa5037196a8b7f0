package io.antiphon.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Signal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MailReaderTest {

    private static final Instant ARRIVED = Instant.parse("2026-02-03T10:00:00Z");
    private static final String HEAD = "From: Ada Lovelace <ada@example.org>\nTo: care@shop.example\nSubject: Parcel\n"
            + "Message-ID: <m1@example.org>\nDate: Tue, 3 Feb 2026 10:00:00 +0100\n";

    private final MailReader reader = new MailReader(Limits.megabytes(25), "mx.shop.example", new Ours("shop.example"));

    private Signal read(String mail) {
        return read(mail.getBytes(StandardCharsets.UTF_8));
    }

    private Signal read(byte[] mail) {
        try {
            return reader.read(mail, ARRIVED);
        } catch (UnreadableMailException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aPlainMailIsAMessageWithItsSenderThreadAndTime() {
        Signal signal = read(
                HEAD
                        + "Cc: \"Byron, G.\" <byron@example.org>, annabella@example.org\nContent-Language: en-GB\n\nWhere is it?\n");
        assertEquals("message", signal.kind());
        assertEquals("email", signal.channel());
        assertEquals("<m1@example.org>", signal.externalId());
        assertEquals("<m1@example.org>", signal.conversation());
        assertNull(signal.inReplyTo());
        assertEquals(List.of(new Identity("email", "ada@example.org")), signal.identities());
        assertEquals(Map.of("name", "Ada Lovelace"), signal.attributes().get("profile"));
        assertEquals(Instant.parse("2026-02-03T09:00:00Z"), signal.occurredAt());
        assertEquals("Where is it?", signal.text());
        assertEquals("en-GB", signal.language());
        assertEquals("Parcel", signal.attributes().get("subject"));
        assertEquals(
                List.of("Byron, G. <byron@example.org>", "annabella@example.org"),
                signal.attributes().get("cc"));
    }

    @ParameterizedTest
    @CsvSource({
        "<a@x> <b@x>,            <b@x>,          <b@x>, <a@x>",
        "<a@x>,                  '',             <a@x>, <a@x>",
        "'',                     <b@x>,          <b@x>, <b@x>",
        "<a@x>|<b@x>|<c@x>,  <c@x> \"hello\", <c@x>, <a@x>",
        "rubbish,                none,           '',    <m1@example.org>",
    })
    void aThreadIsNamedByTheMailItBeganWith(String references, String inReplyTo, String answered, String root) {
        Signal signal = read(
                HEAD + "References: " + references.replace("|", "\r\n ") + "\nIn-Reply-To: " + inReplyTo + "\n\nHi\n");
        assertEquals(answered.isEmpty() ? null : answered, signal.inReplyTo());
        assertEquals(root, signal.conversation());
    }

    @Test
    void aMailWithoutAnIdIsNamedByItsBytes() {
        String mail = "From: ada@example.org\n\nHi\n";
        assertEquals(read(mail).externalId(), read(mail).externalId());
        assertTrue(String.valueOf(read(mail).externalId()).startsWith("sha256:"));
        assertFalse(read(mail).externalId().equals(read(mail + "!").externalId()));
        String long_ = "Message-ID: <" + "x".repeat(600) + "@y>\n" + mail;
        assertTrue(String.valueOf(read(long_).externalId()).startsWith("sha256:"));
    }

    @ParameterizedTest
    @CsvSource({
        "=?utf-8?B?0J/RgNC40LLQtdGC?=,                     Привет",
        "=?koi8-r?Q?=F0=D2=C9=D7=C5=D4?=,                  Привет",
        "=?UTF-8?Q?a?= =?UTF-8?Q?b?=,                      ab",
        "=?utf-8?B?0J/RgNA=?= =?utf-8?B?uNCy0LXRgg==?=,    Привет",
        "=?x-nobody?Q?plain?= words,                       plain words",
        "=?utf-8?B?!!!?=x,                                 x",
        "=?utf-8*ru?Q?=D0=AF?=,                            Я",
        "no =?= word,                                      no =?= word",
    })
    void wordsInOtherCharactersAreRead(String written, String read) {
        assertEquals(
                read,
                read("From: a@b.c\nSubject: " + written + "\n\nx\n")
                        .attributes()
                        .get("subject"));
    }

    @Test
    void eightBitsInAHeaderAreReadAsUtf8OrAsTheBodysCharset() {
        assertEquals("Größe", read("Subject: Größe\n\nx").attributes().get("subject"));
        Charset koi8 = Charset.forName("KOI8-R");
        byte[] mail = "Subject: Где заказ\nContent-Type: text/plain; charset=koi8-r\n\nПривет\n".getBytes(koi8);
        assertEquals("Где заказ", read(mail).attributes().get("subject"));
        assertEquals("Привет", read(mail).text());
        byte[] latin = "Subject: Gr\u00f6\u00dfe\n\nStra\u00dfe".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("Größe", read(latin).attributes().get("subject"));
        assertEquals("Straße", read(latin).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "utf8",
                "UTF-8",
                "us-ascii",
                "x-unknown",
                "\"utf-8\"",
                "",
                "not a charset;;;=",
                "unicode-1-1-utf-7"
            })
    void aWrongOrMissingCharsetIsNoReasonNotToRead(String charset) {
        assertEquals(
                "Où?",
                read("Subject: x\nContent-Type: text/plain; charset=" + charset + "\n\nOù?")
                        .text());
    }

    @Test
    void ofAlternativesThePlainTextIsReadAndFilesAreListed() {
        Signal signal = read(
                HEAD
                        + "Content-Type: multipart/mixed; boundary=A\n\n--A\nContent-Type: multipart/alternative; boundary=B\n\n"
                        + "--B\nContent-Type: text/plain\n\nPlain\n--B\nContent-Type: text/html\n\n<b>Rich</b>\n--B--\n"
                        + "--A\nContent-Type: application/pdf; name*0*=utf-8''%D1%87; name*1=ek.pdf\nContent-Transfer-Encoding: base64\n"
                        + "Content-Disposition: attachment\n\nUERG\n--A\nContent-Type: application/ms-tnef; name=winmail.dat\n\nx\n--A--\n");
        assertEquals("Plain", signal.text());
        List<?> attachments = (List<?>) signal.attributes().get("attachments");
        assertEquals(2, attachments.size());
        assertEquals(
                Map.of("name", "чek.pdf", "type", "application/pdf", "size", 3L, "sha256", Hash.of("PDF")),
                attachments.get(0));
    }

    @Test
    void htmlAloneBecomesTextAndNothingOfItIsMarkup() {
        Signal signal = read(
                HEAD + "Content-Type: text/html; charset=utf-8\n\n<html><head><title>t</title><style>p{}</style></head>"
                        + "<body onload=alert(1)><script>alert(2)</script><p>Hello&nbsp;<b>there</b>,</p><ul><li>one<li>two</ul>"
                        + "<a href='https://x.example/a'>here</a> <a href='javascript:alert(3)'>no</a><img src=x onerror=alert(4) alt='logo'>"
                        + "<blockquote>old<br>words</blockquote></body></html>");
        assertEquals(
                "Hello there,\n\n- one\n- two\n\nhere <https://x.example/a> no logo",
                signal.text().replaceAll("\n{2,}", "\n\n"));
        assertEquals("> old\n> words", signal.attributes().get("quoted"));
    }

    @Test
    void aDeepHeapOfTagsIsReadToo() {
        String heap = "<div><b><i><table><tr><td>".repeat(20_000) + "end" + "</blockquote>".repeat(1_000);
        assertTrue(String.valueOf(
                        read("Subject: x\nContent-Type: text/html\n\n" + heap).text())
                .contains("end"));
    }

    @Test
    void aDateThatMakesNoSenseGivesWayToTheArrival() {
        for (String date : List.of(
                "Tue, 3 Feb 2099 10:00:00 +0100", "yesterday", "32 Foo 2026 99:99", "1 Jan 1970 00:00:00 +0000")) {
            assertEquals(ARRIVED, read("From: a@b.c\nDate: " + date + "\n\nx").occurredAt(), date);
        }
        assertEquals(
                Instant.parse("2026-02-03T08:00:05Z"),
                read("Date: 3 February 26 03:00:05 EST\n\nx").occurredAt());
    }

    @Test
    void whatTheMailSaysOfItsSenderIsNeverMoreThanItSays() {
        assertEquals(List.of(), read("Subject: x\n\nx").identities());
        assertEquals(List.of(), read("From: Undisclosed\nSubject: x\n\nx").identities());
        Signal tricky = read("From: \"ada@example.org, <x>\" <eve@evil.example>\nReply-To: r@evil.example\n\nx");
        assertEquals("eve@evil.example", tricky.identities().get(0).value());
        assertEquals(List.of("r@evil.example"), tricky.attributes().get("replyTo"));
        assertEquals(
                "ada@example.org",
                read("From: ada@example.org (Ada)\n\nx").identities().get(0).value());
    }

    @ParameterizedTest
    @CsvSource({
        "Auto-Submitted: auto-replied,            auto-replied",
        "Auto-Submitted: auto-generated (x),      auto-generated (x)",
        "Precedence: bulk,                        bulk",
        "Precedence: auto_reply,                  auto-replied",
        "X-Autoreply: yes,                        auto-replied",
        "Subject: Automatische Antwort: Urlaub,   auto-replied",
        "X-Antiphon: 1,                           own",
        "Message-ID: <antiphon.0a1b@shop.example>, own",
    })
    void whatAMachineSentIsNoMessage(String header, String automatic) {
        Signal signal = read("From: a@b.c\n" + header + "\n\nI am away.");
        assertEquals("auto-reply", signal.kind());
        assertEquals(true, signal.attributes().get("auto"));
        assertEquals(automatic, signal.attributes().get("automatic"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Precedence: list",
                "Subject: Auto: mein Auto",
                "Message-ID: <antiphon.1@elsewhere>"
            })
    void whatAPersonSentIsAMessage(String header) {
        assertEquals("message", read("From: a@b.c\n" + header + "\n\nHello").kind());
    }

    @Test
    void aDeliveryReportTellsWhichMailDidNotArriveAndWhy() {
        Signal signal = read(
                "From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail\nMessage-ID: <b1@mx.example>\n"
                        + "Content-Type: multipart/report; report-type=delivery-status; boundary=R\n\n--R\nContent-Type: text/plain\n\nSorry.\n"
                        + "--R\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; nobody@x.example\n"
                        + "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no\n such user\n"
                        + "--R\nContent-Type: message/rfc822\n\nMessage-ID: <ours@shop.example>\nReferences: <root@x.example> <y@x.example>\n\nHi\n--R--\n");
        assertEquals("delivery-report", signal.kind());
        assertEquals("failed", signal.attributes().get("action"));
        assertEquals("5.1.1", signal.attributes().get("status"));
        assertEquals("550 5.1.1 no such user", signal.attributes().get("diagnostic"));
        assertEquals("nobody@x.example", signal.attributes().get("recipient"));
        assertEquals("<ours@shop.example>", signal.attributes().get("originalMessageId"));
        assertEquals("<ours@shop.example>", signal.inReplyTo());
        assertEquals("<root@x.example>", signal.conversation());
    }

    @Test
    void anOldFashionedBounceIsOneToo() {
        Signal signal = read(
                "From: Mail Delivery System <Mailer-Daemon@mx.example>\nX-Failed-Recipients: nobody@x.example\n"
                        + "Subject: Mail delivery failed: returning message to sender\n\nA message could not be delivered:\n\n  nobody@x.example\n"
                        + "    host mx [1.2.3.4]: 550 5.7.1 Go away\n\n------ copy ------\nMessage-ID: <ours@shop.example>\n");
        assertEquals("delivery-report", signal.kind());
        assertEquals("5.7.1", signal.attributes().get("status"));
        assertEquals("<ours@shop.example>", signal.attributes().get("originalMessageId"));
        assertEquals(
                "message",
                read("From: eve@x.example\nSubject: Mail delivery failed\n\nWhere is it?")
                        .kind());
    }

    @Test
    void onlyOurOwnServerIsBelievedAboutSenders() {
        Signal signal =
                read("Authentication-Results: mx.shop.example; dkim=pass (good) header.d=example.org; spf=softfail\n"
                        + "Authentication-Results: evil.example; dkim=fail; dmarc=pass\n" + HEAD + "\nx");
        Map<?, ?> found = (Map<?, ?>) signal.attributes().get("authentication");
        assertEquals("pass", found.get("dkim"));
        assertEquals("softfail", found.get("spf"));
        assertNull(found.get("dmarc"));
    }

    @Test
    void whatExceedsTheLimitsIsNotReadAndSaysWhich() {
        String deep = nested(30);
        String many = "Content-Type: multipart/mixed; boundary=A\n\n" + "--A\n\nx\n".repeat(1_000) + "--A--\n";
        String wide = "Subject: " + "x".repeat(200_000) + "\n\nx";
        String fields = "X-A: b\n".repeat(2_000) + "\nx";
        Map<String, String> reasons = Map.of(deep, "nested", many, "parts", wide, "header", fields, "header");
        reasons.forEach((mail, word) -> {
            String said = assertThrows(
                            UnreadableMailException.class,
                            () -> reader.read(mail.getBytes(StandardCharsets.UTF_8), ARRIVED))
                    .getMessage();
            assertTrue(said.contains(word), said);
        });
        assertThrows(UnreadableMailException.class, () -> reader.read(new byte[26 << 20], ARRIVED));
        assertThrows(UnreadableMailException.class, () -> reader.read(new byte[0], ARRIVED));
    }

    private static String nested(int depth) {
        StringBuilder mail = new StringBuilder("Subject: deep\n");
        for (int i = 0; i < depth; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        return mail + "\nx\n";
    }

    @Test
    void aTextBeyondAllMeasureIsCutAndSaysSo() {
        Signal signal = read("Subject: x\n\n" + "Ж".repeat(3_000_000));
        assertEquals(500_000, String.valueOf(signal.text()).length());
        assertEquals(true, signal.attributes().get("truncated"));
    }
}
