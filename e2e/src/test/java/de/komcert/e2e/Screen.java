package de.komcert.e2e;

/**
 * The screens every page must fit: the wall of the Lagezentrum, a desk in it, a telephone, and the narrowest one that is
 * still sold.
 */
enum Screen {
    WALL(1920, 1080),
    DESK(1280, 900),
    PHONE(390, 844),
    NARROW(320, 640);

    final int width;
    final int height;

    Screen(int width, int height) {
        this.width = width;
        this.height = height;
    }
}
