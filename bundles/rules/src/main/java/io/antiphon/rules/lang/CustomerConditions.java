package io.antiphon.rules.lang;

import io.antiphon.spi.Identity;
import io.antiphon.spi.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions that look at who said it. */
final class CustomerConditions {

    private CustomerConditions() {}

    /** What is known of the customer is as wanted. */
    record Trait(String name, Compare compare) implements Condition {
        private @Nullable Object of(Facts facts) {
            return Facts.at(facts.profile().traits(), name);
        }

        @Override
        public boolean holds(Facts facts) {
            return compare.holds(of(facts));
        }

        @Override
        public String told(@Nullable Facts facts) {
            return "the customer's " + name + " " + compare.told(facts == null ? null : of(facts));
        }

        @Override
        public int cost() {
            return 2;
        }
    }

    /** The customer goes by a name of one of some schemes in the signal. */
    record From(List<String> schemes) implements Condition {
        private @Nullable Identity of(Facts facts) {
            Signal signal = facts.signal();
            if (signal != null) {
                for (Identity identity : signal.identities()) {
                    if (schemes.contains(identity.scheme())) {
                        return identity;
                    }
                }
            }
            return null;
        }

        @Override
        public boolean holds(Facts facts) {
            return of(facts) != null;
        }

        @Override
        public String told(@Nullable Facts facts) {
            Identity found = facts == null ? null : of(facts);
            return "it comes from somebody with "
                    + Words.a(found == null ? Words.either(new ArrayList<>(schemes)) : found.scheme()) + " identity";
        }
    }

    /** The customer is known, or not. */
    record Known(boolean known) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return facts.profile().anonymous() != known;
        }

        @Override
        public String told(@Nullable Facts facts) {
            return known ? "the customer is known" : "the customer is not known";
        }
    }
}
