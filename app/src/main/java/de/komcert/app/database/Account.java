package de.komcert.app.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/** Under whom the PostgreSQL programs run: they refuse to run as root. */
sealed interface Account {

    /** What comes before the command. */
    List<String> prefix();

    /** Gives a folder of the server, with all in it, to the account that has to own it. */
    void entrust(Path folder) throws IOException;

    /** Lets the account pass through a folder without reading it. */
    default void admit(Path folder) throws IOException {}

    /** The accounts that can be tried, the preferred one first. */
    static List<Account> candidates() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return root ? List.of(new InUserNamespace(), new Nobody()) : List.of(new Ourselves());
    }

    /** The account of the Lagezentrum itself, the normal case. */
    record Ourselves() implements Account {

        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public void entrust(Path folder) {
            // What we made is ours.
        }
    }

    /** Root outside, nobody inside: the files stay root's, so that a data directory in root's home works. */
    record InUserNamespace() implements Account {

        @Override
        public List<String> prefix() {
            return List.of("unshare", "--user");
        }

        @Override
        public void entrust(Path folder) throws IOException {
            changeOwner(folder, "root");
        }
    }

    /** A real unprivileged account, where user namespaces are forbidden, as in many containers. */
    record Nobody() implements Account {

        @Override
        public List<String> prefix() {
            return List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups", "--no-new-privs");
        }

        @Override
        public void entrust(Path folder) throws IOException {
            changeOwner(folder, "nobody");
        }

        @Override
        public void admit(Path folder) throws IOException {
            var permissions = Files.getPosixFilePermissions(folder);
            if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
                Files.setPosixFilePermissions(folder, permissions);
            }
        }
    }

    private static void changeOwner(Path folder, String name) throws IOException {
        var owner = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
        if (owner.equals(Files.getOwner(folder))) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            // The folder itself comes last: only then is the hand-over complete, and an interrupted one is repeated.
            for (Path path : paths.toList().reversed()) {
                Files.getFileAttributeView(path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setOwner(owner);
            }
        }
    }
}
