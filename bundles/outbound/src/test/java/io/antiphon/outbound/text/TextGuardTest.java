package io.antiphon.outbound.text;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.antiphon.outbound.Standing;
import io.antiphon.outbound.World;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard;
import io.antiphon.tck.GuardKit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts that are not fit to leave. */
class TextGuardTest extends GuardKit {

    private World world;
    private Standing standing;

    @BeforeEach
    void open() throws Exception {
        world = new World();
        standing = world.begun();
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    @Override
    protected Guard guard() {
        return new TextGuard(standing);
    }

    private static Action says(String text, String language) {
        return Action.of("reply", "mail").saying(text).details(Map.of("language", language)).withId("0-1.k.0");
    }

    @Override
    protected List<Action> allowed() {
        return List.of(
                says("Your parcel is on its way.", "en"),
                says("Ваша посылка уже в пути.", "ru"),
                says("您的包裹已经在路上了，请放心。", "zh"),
                says("OK", "ru"),
                says("The Scunthorpe assortment passes the classic assessment.", "en"),
                says("Ihr Paket kommt morgen an, versprochen.", "de"),
                says("Отправили через DHL Express, номер JD0146000.", "ru"),
                Action.of("call", "erp").withId("0-1.k.0"));
    }

    @Override
    protected List<Action> stopped() {
        return List.of(
                says("Dear {{name}}, your parcel is on its way.", "en"),
                says("", "en"),
                says("  \n", "en"),
                says("What a shitty day, sorry.", "en"),
                says("Du bist ein Arschloch, sorry.", "de"),
                says("这真他妈的糟糕，对不起。", "zh"),
                says("Ну вы и мудаки, простите.", "ru"),
                says("Your parcel is on its way.", "ru"),
                says("Ваша посылка уже в пути.", "en"));
    }

    @Test
    void whatAPersonApprovedPassesUnlessTheSettingsRefuseIt() throws Exception {
        Action left = says("Dear {{name}}, hello there.", "en");
        standing.order(List.of(Entry.Commanded.of("sue", "approve", "action " + left.id(), Map.of())));
        assertInstanceOf(Guard.Verdict.Allow.class, guard().judge(left, World.ada()));
        world.set(standing, "{\"text\":{\"variables\":\"refuse\"}}");
        assertInstanceOf(Guard.Verdict.Deny.class, guard().judge(left, World.ada()));
        world.set(standing, "{\"text\":{\"variables\":\"allow\"}}");
        assertInstanceOf(Guard.Verdict.Allow.class, guard().judge(left, World.ada()));
    }

    @Test
    void foulWordsAreWholeWords() {
        assertFalse(Profanity.find("Застраховать, команда, психуйте, сукно").isPresent());
        assertFalse(Profanity.find("Scheitern, Mitschrift, Dickhäuter, cockpit").isPresent());
    }
}
