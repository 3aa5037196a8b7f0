package io.antiphon.connector.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuotedTest {

    static Stream<String> histories() {
        return Stream.of(
                "On Tue, 3 Feb 2026 at 10:00, Care <care@shop.example> wrote:\n> We are looking.\n> Care",
                "On Tue, 3 Feb 2026 at 10:00, Care\n<care@shop.example> wrote:\n\n> We are looking.",
                "Am 3. Februar 2026 um 10:00 schrieb Care <care@shop.example>:\n> Wir schauen.",
                "Le mar. 3 févr. 2026 à 10:00, Care <care@shop.example> a écrit :\n> On cherche.",
                "вт, 3 февр. 2026 г. в 10:00, Care <care@shop.example> написал(а):\n> Ищем.",
                "-----Original Message-----\nFrom: Care\nSent: Tuesday\n\nWe are looking.",
                "________________________________\nFrom: Care <care@shop.example>\nSent: Tuesday\nTo: Ada\nSubject: Parcel\n\nLooking.",
                "От: Care <care@shop.example>\nОтправлено: 3 февраля 2026\nКому: Ада\nТема: Посылка\n\nИщем.",
                "> We are looking.\n>> Where is it?",
                "-- \nAda Lovelace\n+44 20 7946 0000",
                "-- \nAda\n\nOn Tue, 3 Feb 2026 at 10:00, Care wrote:\n> We are looking.");
    }

    @ParameterizedTest
    @MethodSource("histories")
    void historyAndSignatureAreSplitOffWhole(String history) {
        Quoted quoted = Quoted.of("Still nothing.\nPlease help.\n\n" + history + "\n");
        assertEquals("Still nothing.\nPlease help.", quoted.text());
        assertEquals(history, quoted.rest());
    }

    @Test
    void whereSomethingNewFollowsNothingIsSplit() {
        String answers =
                "On 3 Feb 2026 at 10:00 Care wrote:\n> Your order number?\n4711\n> Your street?\nSackville Street";
        assertEquals(new Quoted(answers, ""), Quoted.of(answers));
        String forwarded = "See below.\n\n---------- Forwarded message ---------\nHe said it was sent.";
        assertEquals(new Quoted(forwarded, ""), Quoted.of(forwarded));
        String list = "I want:\n\nFrom: the shop\na new one";
        assertEquals(new Quoted(list, ""), Quoted.of(list));
    }

    @Test
    void aMailOfNothingButHistoryKeepsIt() {
        assertEquals(new Quoted("> only this", ""), Quoted.of("> only this\n"));
    }
}
