package io.antiphon.outbound;

import io.antiphon.outbound.approval.ApprovalGuard;
import io.antiphon.outbound.budget.BudgetGuard;
import io.antiphon.outbound.consent.ConsentGuard;
import io.antiphon.outbound.quiet.QuietGuard;
import io.antiphon.outbound.rows.Words;
import io.antiphon.outbound.stop.StopGuard;
import io.antiphon.spi.Action;
import io.antiphon.spi.Entry;
import io.antiphon.spi.Guard;
import io.antiphon.tck.GuardKit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** Every guard keeps to the contract of guards. */
class GuardKitsTest {

    private World world;
    private Standing standing;

    @BeforeEach
    void open() throws Exception {
        world = new World();
        world.connections.with("mail", "email", "acme").with("sms", "sms", "other");
        standing = world.begun();
        world.clock.set(Instant.parse("2026-01-31T22:00:00Z"));
        world.set(standing, "{\"approval\":[{\"unit\":\"other\"}],\"budget\":{\"allowances\":[{\"purposes\":[\"promotion\"],\"most\":0}]}}");
        standing.order(List.of(Entry.Commanded.of("sue", Words.STOP, "stop a", Map.of("connection", "sms"))));
    }

    @AfterEach
    void close() throws Exception {
        world.close();
    }

    /** A kit for one guard. */
    abstract class Kit extends GuardKit {
        @Override
        protected List<Action> allowed() {
            return List.of(World.service("mail").withId("0-1.k.0"));
        }

        @Override
        protected List<Action> stopped() {
            return List.of(World.promotion("mail").withId("0-1.k.1"));
        }
    }

    @Nested
    class OfTheStopSwitch extends Kit {
        @Override
        protected Guard guard() {
            return new StopGuard(standing);
        }

        @Override
        protected List<Action> stopped() {
            return List.of(World.service("sms").withId("0-1.k.1"));
        }
    }

    @Nested
    class OfApproval extends Kit {
        @Override
        protected Guard guard() {
            return new ApprovalGuard(standing);
        }

        @Override
        protected List<Action> stopped() {
            return List.of(World.service("sms").withId("0-1.k.1"));
        }
    }

    @Nested
    class OfConsent extends Kit {
        @Override
        protected Guard guard() {
            return new ConsentGuard(standing, world.state, world.road);
        }
    }

    @Nested
    class OfQuietHours extends Kit {
        @Override
        protected Guard guard() {
            return new QuietGuard(standing, world.journal);
        }
    }

    @Nested
    class OfTheContactBudget extends Kit {
        @Override
        protected Guard guard() {
            return new BudgetGuard(standing, world.state);
        }
    }
}
