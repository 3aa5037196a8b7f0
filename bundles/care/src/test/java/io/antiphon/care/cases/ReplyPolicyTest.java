package io.antiphon.care.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Policy;
import io.antiphon.spi.Profile;
import io.antiphon.tck.PolicyKit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplyPolicyTest extends PolicyKit {

    private static final Entry ORDER = Entry.Commanded.of(
            "olga",
            "reply",
            "case C0-7",
            Map.of(
                    "text", "We are sorry",
                    "connection", "mail-support",
                    "conversation", "t",
                    "inReplyTo", "<1@x>",
                    "to", "email:ada@example.org",
                    "subject", "Re: Late",
                    "answers", 9,
                    "key", "secret"));

    @Override
    protected Policy policy() {
        return new ReplyPolicy();
    }

    @Override
    protected List<Entry> decidable() {
        return List.of(ORDER);
    }

    @Test
    void whatWasOrderedIsHandedOnWholeAndNothingElse() {
        Action action = new ReplyPolicy().decide(ORDER, Profile.ANONYMOUS).get(0);
        assertEquals("reply", action.type());
        assertEquals("mail-support", action.connection());
        assertEquals("<1@x>", action.inReplyTo());
        assertEquals("email:ada@example.org", String.valueOf(action.to()));
        assertEquals(
                Map.of("case", "C0-7", "by", "olga", "purpose", "service", "subject", "Re: Late", "answers", 9L),
                action.attributes());
    }

    @Test
    void anOrderOfAnotherRoomIsNotForIt() {
        Entry other = Entry.Commanded.of("olga", "reply", "survey 1", Map.of("text", "x", "connection", "c"));
        assertEquals(List.of(), new ReplyPolicy().decide(other, Profile.ANONYMOUS));
    }
}
