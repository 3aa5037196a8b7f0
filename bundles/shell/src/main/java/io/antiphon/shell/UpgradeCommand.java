package io.antiphon.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Replaces a bundle. */
@Service
@Command(
        scope = "antiphon",
        name = "upgrade",
        description =
                "Replaces the bundle of the file's symbolic name while it is used: the new one is checked and started"
                        + " beside the old one, which goes on if the new one does not prove healthy. The same as install;"
                        + " 'antiphon:rollback NAME' undoes it.")
public final class UpgradeCommand extends BundlePut {}
