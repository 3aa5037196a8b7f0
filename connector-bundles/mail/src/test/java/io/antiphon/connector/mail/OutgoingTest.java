package io.antiphon.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.antiphon.spi.Action;
import io.antiphon.spi.Identity;
import io.antiphon.spi.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Speaking SPEAKING = new Speaking(
            new Server("smtp", "localhost", 25, Security.PLAIN, "", "", ""),
            "care@shop.example",
            "Care <care@shop.example>",
            new Ours("shop.example"),
            "Your message",
            false);

    private static final Action REPLY = new Action(
            "1-2.care.0",
            "reply",
            "mail",
            new Identity("email", "ada@example.org"),
            "<root@x>",
            "<m1@x>",
            "Привет,\nit is on its way.",
            null,
            Map.of("subject", "Где посылка?", "by", "grace"));

    private static String written(Action action) throws UnspeakableException {
        return new String(Outgoing.of(action, SPEAKING, CLOCK).bytes(), StandardCharsets.US_ASCII);
    }

    private static List<String> head(String mail) {
        return Arrays.asList(mail.substring(0, mail.indexOf("\r\n\r\n")).split("\r\n(?![ \t])"));
    }

    @Test
    void aReplyIsReadBackAsWhatItIs() throws Exception {
        Outgoing.Mail mail = Outgoing.of(REPLY, SPEAKING, CLOCK);
        Signal read =
                new MailReader(Limits.megabytes(1), "", new Ours("other.example")).read(mail.bytes(), Instant.now());
        assertEquals(mail.id(), read.externalId());
        assertEquals("<root@x>", read.conversation());
        assertEquals("<m1@x>", read.inReplyTo());
        assertEquals("Re: Где посылка?", read.attributes().get("subject"));
        assertEquals("Привет,\nit is on its way.", read.text());
        assertFalse(written(REPLY).contains("Auto-Submitted"));
        assertEquals("own", read.attributes().get("automatic"));
    }

    @Test
    void theIdIsTheSameAtEveryAttemptAndAnotherForEveryOtherAction() throws Exception {
        String id = Outgoing.of(REPLY, SPEAKING, CLOCK).id();
        assertEquals(id, Outgoing.of(REPLY, SPEAKING, CLOCK).id());
        assertFalse(id.equals(
                Outgoing.of(REPLY.withId("1-2.care.1"), SPEAKING, CLOCK).id()));
        assertTrue(id.matches("<antiphon\\.[0-9a-f]{40}@shop\\.example>"), id);
    }

    @Test
    void whatAMachineDecidedSaysSo() throws Exception {
        assertTrue(written(REPLY.details(Map.of())).contains("\r\nAuto-Submitted: auto-replied\r\n"));
        Action first = new Action("1", "notify", "mail", REPLY.to(), null, null, "Hi", null, Map.of());
        assertTrue(written(first).contains("\r\nAuto-Submitted: auto-generated\r\n"));
        assertTrue(written(first).contains("\r\nSubject: Your message\r\n"));
    }

    @Test
    void whoIsAdvertisedToCanUnsubscribeWithOneClick() throws Exception {
        Map<String, String> details = Map.of("purpose", "promotion", "unsubscribe", "https://shop.example/u?x=1");
        String mail = written(REPLY.details(details));
        assertTrue(mail.contains("\r\nList-Unsubscribe: <https://shop.example/u?x=1>\r\n"), mail);
        assertTrue(mail.contains("\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), mail);
        String byMail = written(REPLY.details(Map.of("purpose", "survey", "unsubscribe", "mailto:no@shop.example")));
        assertTrue(byMail.contains("\r\nList-Unsubscribe: <mailto:no@shop.example>\r\n"));
        assertFalse(byMail.contains("List-Unsubscribe-Post"));
        assertFalse(written(REPLY.details(Map.of("unsubscribe", "https://shop.example/u")))
                .contains("Unsubscribe"));
        for (String bad :
                List.of("http://shop.example/u", "javascript:alert(1)", "https://x.example/>\r\nBcc: eve@x.example")) {
            assertThrows(
                    UnspeakableException.class,
                    () -> written(REPLY.details(Map.of("purpose", "promotion", "unsubscribe", bad))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nBcc: eve@evil.example",
                "x\nBcc: eve@evil.example",
                "x\r\n\r\nbody",
                "x\u2028Bcc: e",
                "x\u0085Bcc: e",
                "x\0y"
            })
    void nothingCanBePutIntoTheHeader(String evil) throws Exception {
        Action action = new Action(
                evil,
                "reply",
                evil,
                REPLY.to(),
                "<a" + evil + ">",
                "<b" + evil + ">",
                evil,
                null,
                Map.of("subject", evil, "language", evil, "by", evil, "purpose", evil, "unsubscribe", evil));
        List<String> names = head(written(action)).stream()
                .map(line -> line.replaceFirst(":.*(?s).*", ""))
                .toList();
        assertEquals(
                List.of(
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "X-Antiphon",
                        "MIME-Version",
                        "Content-Type",
                        "Content-Transfer-Encoding"),
                names);
        assertThrows(
                UnspeakableException.class, () -> written(REPLY.to(new Identity("email", "ada@example.org" + evil))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone:+4930123456",
                "email:ada",
                "email:a@b@c",
                "email:ada@-x",
                "email:<ada@example.org>",
                "email:a b@c.d",
                "email:adä@example.org"
            })
    void whoCannotBeWrittenToIsRefused(String to) {
        assertThrows(UnspeakableException.class, () -> written(REPLY.to(Identity.parse(to))));
    }

    @Test
    void aLongSubjectStaysReadableAndNoLineIsTooLong() throws Exception {
        String subject = "Ж".repeat(300) + "😀".repeat(50);
        String mail = written(REPLY.details(Map.of("subject", subject)));
        assertTrue(mail.lines().allMatch(line -> line.length() <= 998));
        Signal read = new MailReader(Limits.megabytes(1), "", new Ours(""))
                .read(mail.getBytes(StandardCharsets.US_ASCII), Instant.now());
        assertEquals("Re: " + subject, read.attributes().get("subject"));
    }

    @Test
    void htmlIsTheSameTextAndEscaped() throws Exception {
        Speaking rich = new Speaking(SPEAKING.server(), SPEAKING.sender(), SPEAKING.from(), SPEAKING.ours(), "x", true);
        byte[] mail =
                Outgoing.of(REPLY.saying("a <b> & c\nd\n\ne"), rich, CLOCK).bytes();
        Anatomy anatomy = Anatomy.of(mail, Limits.megabytes(1));
        assertEquals("multipart/alternative", anatomy.type());
        assertTrue(
                anatomy.parts().get(1).text().contains("<p>a &lt;b&gt; &amp; c<br>\nd</p>\n<p>e\n</p>")
                        || anatomy.parts().get(1).text().contains("<p>a &lt;b&gt; &amp; c<br>\nd</p>\n<p>e</p>"),
                anatomy.parts().get(1).text());
        assertEquals("a <b> & c\nd\n\ne", Html.text(anatomy.parts().get(1).text()));
    }
}
