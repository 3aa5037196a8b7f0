package io.antiphon.profiles;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Metric;
import io.antiphon.spi.Problem;
import io.antiphon.spi.State;
import io.antiphon.spi.Vitals;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the graph counts: one row is read. */
@Component(configurationPid = ProfileSettings.PID)
public final class ProfileVitals implements Vitals {

    private final ProfileSettings settings;
    private final Normaliser normaliser;
    private final State state;

    /** Called by the container. */
    @Activate
    public ProfileVitals(ProfileSettings settings, @Reference State state) {
        this.settings = settings;
        this.normaliser = new Normaliser(settings);
        this.state = state;
    }

    @Override
    public List<Metric> metrics() {
        Totals totals;
        try {
            totals = state.read(ProfileFold.NAME, tx -> new Rows(tx).totals());
        } catch (AntiphonException e) {
            return List.of(); // not built yet, or away: the road tells of that
        }
        return List.of(
                Metric.gauge("profiles", "Profiles known", totals.profiles()),
                Metric.gauge("profile_identities", "Identities known", totals.nodes()),
                Metric.gauge("profile_links", "Links between identities that hold", totals.links()),
                Metric.gauge("profile_joins", "How often two profiles became one, of all time", totals.joins()),
                Metric.gauge("profile_partings", "How often one profile became two, of all time", totals.partings()),
                Metric.gauge("profile_shared_identities", "Identities of several people", totals.shared()),
                Metric.gauge(
                        "profile_refused_links",
                        "Links refused since they would have joined too much, of all time",
                        totals.refused()));
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(normaliser.problems());
        problems.addAll(MatchSettings.problems(settings));
        try {
            problems.addAll(state.read(ProfileFold.NAME, tx -> {
                Directory directory = new Directory(new Rows(tx));
                return directory
                        .lastShared()
                        .map(profile -> List.of(shared(profile)))
                        .orElse(List.of());
            }));
        } catch (AntiphonException e) {
            // as above
        }
        return problems;
    }

    private static Problem shared(String profile) {
        return Problem.warning(
                "profile " + profile,
                "An identity of it was linked to so many others that several people seem to share it; it links no"
                        + " further.",
                "Look at its links and undo the wrong ones, or raise mostLinks in " + ProfileSettings.PID + ".");
    }
}
