package io.antiphon.tck;

import io.antiphon.spi.Action;
import io.antiphon.spi.Connector;
import io.antiphon.spi.ConnectorSpec;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Sink;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SinkKitTest {

    /** A letter box that counts what falls in. */
    abstract static class LetterBox extends SinkKit {
        private final AtomicLong inside = new AtomicLong();
        private final Set<String> ids = ConcurrentHashMap.newKeySet();

        @Override
        protected Connector connector() {
            return new Connector() {
                @Override
                public ConnectorSpec spec() {
                    return ConnectorSpec.of("box", "Box", "A letter box.", "post");
                }

                @Override
                public Optional<Sink> sink(Settings settings) {
                    return Optional.of(new Sink() {
                        @Override
                        public Outcome perform(Action action) {
                            if (action.type().equals("parcel")) {
                                return tooLarge();
                            }
                            if (!deduplicates() || ids.add(action.id())) {
                                inside.incrementAndGet();
                            }
                            return new Outcome.Done(action.id());
                        }

                        @Override
                        public boolean idempotent() {
                            return true;
                        }
                    });
                }
            };
        }

        boolean deduplicates() {
            return true;
        }

        Outcome tooLarge() {
            return new Outcome.Refused("A parcel does not fit");
        }

        @Override
        protected Action action() {
            return Action.of("letter", "box");
        }

        @Override
        protected long done() {
            return inside.get();
        }

        @Override
        protected Optional<Action> refused() {
            return Optional.of(Action.of("parcel", "box"));
        }
    }

    static class Good extends LetterBox {}

    static class OnlyClaimsToDeduplicate extends LetterBox {
        @Override
        boolean deduplicates() {
            return false;
        }
    }

    static class ThrowsInsteadOfRefusing extends LetterBox {
        @Override
        Outcome tooLarge() {
            throw new IllegalArgumentException("A parcel does not fit");
        }
    }

    @Test
    void aGoodSinkIsGreen() {
        Red.assertGreen(Good.class);
    }

    @Test
    void aSinkThatOnlyClaimsToDeduplicateIsRed() {
        Red.assertRed(OnlyClaimsToDeduplicate.class, "theSameActionAgainDoesNoMoreIfTheSinkSaysSo");
    }

    @Test
    void aSinkThatThrowsInsteadOfRefusingIsRed() {
        Red.assertRed(ThrowsInsteadOfRefusing.class, "aRefusalIsAnOutcomeWithAReasonAndNotAnException");
    }
}
