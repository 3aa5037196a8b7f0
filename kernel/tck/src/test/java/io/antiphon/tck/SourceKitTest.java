package io.antiphon.tck;

import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Received;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Signal;
import io.antiphon.spi.Source;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceKitTest {

    /** Polls a far end that offers three letters until they are taken. */
    abstract static class Letters extends SourceKit {
        private int taken;
        private boolean spoilt;

        @Override
        protected Connector connector() {
            return new Connector() {
                @Override
                public ConnectorSpec spec() {
                    return ConnectorSpec.of("letters", "Letters", "Three letters.", "post");
                }

                @Override
                public Optional<Source> source(Settings settings) {
                    return Optional.of(Source.poll(Duration.ofSeconds(1), Letters.this::poll));
                }
            };
        }

        abstract void poll(Intake intake) throws Exception;

        Signal letter(int number) {
            return Signal.of("letter")
                    .externalId("l-" + number)
                    .text("Letter " + number)
                    .build();
        }

        boolean spoilt(int number) {
            return spoilt && number == 2;
        }

        Received raw(int number) {
            return Received.of("Letter " + number, "post:" + number);
        }

        @Override
        protected void offer(MemoryConnection connection) throws Exception {
            connection.pollNow();
        }

        @Override
        protected int expected() {
            return 3;
        }

        @Override
        protected int offerUnreadable(MemoryConnection connection) throws Exception {
            spoilt = true;
            connection.pollNow();
            return 2;
        }

        int taken() {
            return taken;
        }

        void take(int number) {
            taken = number;
        }
    }

    static class Good extends Letters {
        @Override
        void poll(Intake intake) throws Exception {
            for (int i = 1; i <= 3; i++) {
                if (spoilt(i)) {
                    intake.reject(raw(i), "spoilt by rain");
                } else {
                    intake.acceptPatiently(List.of(letter(i)));
                }
            }
        }
    }

    static class AcknowledgesFirst extends Letters {
        @Override
        void poll(Intake intake) {
            while (taken() < 3) {
                take(taken() + 1);
                intake.accept(letter(taken()));
            }
        }

        @Override
        protected void resetOutside() {
            take(0);
        }
    }

    static class WithoutIds extends Letters {
        @Override
        void poll(Intake intake) {
            intake.accept(Stream.of(1, 2, 3)
                    .filter(i -> !spoilt(i))
                    .map(i -> letter(i).with().externalId(null).build())
                    .toList());
            if (spoilt(2)) {
                intake.reject(raw(2), "spoilt by rain");
            }
        }
    }

    static class DropsWhatItCannotRead extends Letters {
        @Override
        void poll(Intake intake) {
            intake.accept(
                    Stream.of(1, 2, 3).filter(i -> !spoilt(i)).map(this::letter).toList());
        }
    }

    static class SwallowsRefusals extends Letters {
        @Override
        void poll(Intake intake) {
            for (int i = taken() + 1; i <= 3; i++) {
                try {
                    intake.accept(letter(i));
                } catch (RuntimeException e) {
                    intake.progress("one lost");
                }
                take(i);
            }
            take(spoilt(2) ? taken() : 0);
        }

        @Override
        protected int offerUnreadable(MemoryConnection connection) {
            return -1;
        }

        @Override
        protected void offer(MemoryConnection connection) throws Exception {
            if (connection.signals().isEmpty()) {
                super.offer(connection);
            }
        }
    }

    @Test
    void aGoodSourceIsGreen() {
        Red.assertGreen(Good.class);
    }

    @Test
    void aSourceThatAcknowledgesBeforeItIsDurableIsRed() {
        Red.assertRed(
                AcknowledgesFirst.class,
                "whatIsRefusedAsTooMuchIsOfferedAgain",
                "anUnreadablePartIsKeptWithItsReasonAndTheRestIsHeard");
    }

    @Test
    void aSourceWithoutIdsMustSaySo() {
        Red.assertRed(
                WithoutIds.class,
                "everythingOfferedIsHeardOnceAndSaysWhatItIs",
                "whatIsOfferedAgainIsRecognised",
                "aCrashBeforeTheAcknowledgementLosesAndDoublesNothing");
    }

    @Test
    void aSourceThatDropsWhatItCannotReadIsRed() {
        Red.assertRed(DropsWhatItCannotRead.class, "anUnreadablePartIsKeptWithItsReasonAndTheRestIsHeard");
    }

    @Test
    void aSourceThatGoesOnAfterARefusalIsRed() {
        Red.assertRed(
                SwallowsRefusals.class,
                "whatIsRefusedAsTooMuchIsOfferedAgain",
                "aCrashBeforeTheAcknowledgementLosesAndDoublesNothing");
    }
}
